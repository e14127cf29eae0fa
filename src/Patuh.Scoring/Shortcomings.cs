namespace Patuh.Scoring;

/// <summary>Catatan kekurangan: an answer at or below the instrument's note threshold.</summary>
/// <param name="Unit">Id of the unit, or of the agency at agency level.</param>
/// <param name="Answer">Index of the answer in the sheet's columns.</param>
public readonly record struct Shortcoming(string Unit, int Answer);

/// <summary>Lists the shortcomings of a year.</summary>
public static class Shortcomings
{
    /// <summary>All, in order of unit, subject and indicator (UTF-8 bytes). Units and agencies that were not assessed have none.</summary>
    public static IEnumerable<Shortcoming> Of(YearScores scores)
    {
        var sheet = scores.Sheet;
        var noted = Array.ConvertAll(sheet.Grades, g => g.Noted);
        var sheets = new List<(string Id, int Sheet)>();
        for (var u = 0; u < sheet.Units.Length; u++)
            if (sheet.Units[u].Assessed)
                sheets.Add((sheet.Units[u].Id, u));
        for (var a = 0; a < sheet.Agencies.Length; a++)
            if (scores.AgencyState(a) != State.NotAssessed)
                sheets.Add((sheet.Agencies[a].Id, sheet.SheetOfAgency(a)));
        sheets.Sort((x, y) => ByteOrder.Compare(x.Id, y.Id) is var order and not 0 ? order : x.Sheet.CompareTo(y.Sheet));
        // a product and a respondent may share an id: then the columns' order is not yet that of the ids
        var shared = Enumerable.Range(1, Math.Max(0, sheet.Subjects.Length - 1)).Any(i => sheet.Subjects[i] == sheet.Subjects[i - 1]);
        var codes = sheet.Instrument.Indicators.Select(i => i.Code).ToArray();
        foreach (var (id, s) in sheets)
        {
            if (shared)
            {
                foreach (var k in Enumerable.Range(sheet.SheetStart[s], sheet.SheetStart[s + 1] - sheet.SheetStart[s]).Where(k => noted[sheet.AnswerGrade[k]])
                    .OrderBy(k => sheet.AnswerSubject[k] < 0 ? "" : sheet.Subjects[sheet.AnswerSubject[k]], ByteOrder.Comparer).ThenBy(k => codes[sheet.AnswerIndicator[k]], ByteOrder.Comparer))
                    yield return new Shortcoming(id, k);
                continue;
            }
            for (var k = sheet.SheetStart[s]; k < sheet.SheetStart[s + 1]; k++)
                if (noted[sheet.AnswerGrade[k]])
                    yield return new Shortcoming(id, k);
        }
    }
}
