using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Patuh.Assessments.Answers;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>What Excel itself refuses while somebody types: values off the scale, and texts that are too long.</summary>
internal static class SheetRules
{
    private const int MostListed = 20;

    /// <param name="column">Letters of the column of values.</param>
    /// <param name="rows">Scale of each row, the first of them at <paramref name="first"/>.</param>
    /// <param name="first">Number of the first row.</param>
    /// <param name="L">Who reads it.</param>
    public static IEnumerable<DataValidation> Values(string column, IReadOnlyList<Scale> rows, int first, Reader L) =>
        rows.Select((s, i) => (Scale: s, Row: first + i)).GroupBy(r => r.Scale with { Zero = 0, NoteAtOrBelow = null }).Select(g => Value(column, g.Key, [.. g.Select(r => r.Row)], L));

    public static DataValidation Length(string columns) => new(new Formula1(AnswerRules.LongestText.ToString(CultureInfo.InvariantCulture)))
    {
        Type = DataValidationValues.TextLength,
        Operator = DataValidationOperatorValues.LessThanOrEqual,
        AllowBlank = true,
        ShowErrorMessage = true,
        SequenceOfReferences = new ListValue<StringValue> { InnerText = columns },
    };

    public static DataValidation Yes(string columns) => List("\"ya\"", columns);

    private static DataValidation Value(string column, Scale scale, List<int> rows, Reader L)
    {
        var cells = string.Join(' ', Runs(rows).Select(r => r.From == r.To ? $"{column}{r.From}" : $"{column}{r.From}:{column}{r.To}"));
        var words = $"{WorkbookWords.Scale(scale, L)}; na";
        if (scale.Decimals == 0 && scale.Max - scale.Min <= MostListed)
        {
            var list = List($"\"{string.Join(',', Enumerable.Range(0, (int)(scale.Max - scale.Min) + 1).Select(n => (scale.Min + n).ToString(CultureInfo.InvariantCulture)))},na\"", cells);
            (list.ErrorTitle, list.Error) = ("Patuh", words);
            return list;
        }
        var (cell, min, max) = ($"{column}{rows[0]}", scale.Min.ToString(CultureInfo.InvariantCulture), scale.Max.ToString(CultureInfo.InvariantCulture));
        return new(new Formula1($"OR({cell}=\"na\",IF(ISNUMBER({cell}),AND({cell}>={min},{cell}<={max},ROUND({cell},{scale.Decimals})={cell}),FALSE))"))
        {
            Type = DataValidationValues.Custom,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorTitle = "Patuh",
            Error = words,
            SequenceOfReferences = new ListValue<StringValue> { InnerText = cells },
        };
    }

    private static DataValidation List(string list, string cells) =>
        new(new Formula1(list)) { Type = DataValidationValues.List, AllowBlank = true, ShowErrorMessage = true, SequenceOfReferences = new ListValue<StringValue> { InnerText = cells } };

    private static IEnumerable<(int From, int To)> Runs(List<int> rows)
    {
        var from = rows[0];
        for (var i = 1; i <= rows.Count; i++)
            if (i == rows.Count || rows[i] != rows[i - 1] + 1)
            {
                yield return (from, rows[i - 1]);
                from = i < rows.Count ? rows[i] : 0;
            }
    }
}
