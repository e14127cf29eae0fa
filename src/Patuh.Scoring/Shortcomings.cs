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
        foreach (var (id, s) in sheets)
            for (var k = sheet.SheetStart[s]; k < sheet.SheetStart[s + 1]; k++)
                if (noted[sheet.AnswerGrade[k]])
                    yield return new Shortcoming(id, k);
    }
}
