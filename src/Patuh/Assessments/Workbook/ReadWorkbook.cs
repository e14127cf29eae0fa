namespace Patuh.Assessments.Workbook;

/// <summary>A workbook as it came back, before its values are looked at.</summary>
internal sealed record ReadWorkbook(WorkbookAbout About, IReadOnlyList<ReadSheet> Sheets, IReadOnlyList<string> Ignored);

/// <summary>A sheet that the workbook had when it was downloaded. Mark: the code of its dimension, or that of the respondents.</summary>
internal sealed record ReadSheet(string Name, string Mark, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<ReadRow> Rows, IReadOnlyList<string> Merged)
{
    /// <summary>Address of a cell.</summary>
    public string Cell(ReadRow row, string column) => WorkbookFormat.Letters(Columns[column]) + row.Number;
}

/// <summary>One row with what its columns hold: nothing, a text, a number, a date, a formula.</summary>
internal sealed record ReadRow(int Number, IReadOnlyDictionary<string, object?> Cells)
{
    public string Text(string column) => Cells.GetValueOrDefault(column) as string ?? "";
}

/// <summary>Stands for a cell whose value is calculated; what came out of it when it was last saved is not taken.</summary>
internal sealed record ReadFormula
{
    public static ReadFormula It { get; } = new();
}
