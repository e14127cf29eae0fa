namespace Patuh.Assessments.Workbook;

/// <summary>What is wrong with a cell, and what to do; said with its place, such as Proses!E12. Without a sheet it is about the whole file.</summary>
internal sealed record CellProblem(string Sheet, string Cell, string Sentence)
{
    public string Place => Sheet.Length == 0 ? "" : Cell.Length == 0 ? Sheet : $"{Sheet}!{Cell}";
}
