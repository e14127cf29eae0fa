using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Cells that were merged: of what stood in them only the first is left, so nobody knows whose answer it is.</summary>
internal static class MergedCells
{
    public static IEnumerable<CellProblem> In(ReadSheet sheet, IReadOnlyList<string> columns, Reader L)
    {
        if (sheet.Rows.FirstOrDefault(r => r.Text(WorkbookFormat.Mark).Length > 0) is not { } first)
            yield break;
        foreach (var range in sheet.Merged)
        {
            var ends = range.Split(':');
            if (ends.Length == 2 && Row(ends[1]) >= first.Number && columns.Any(c => sheet.Columns[c] + 1 >= WorkbookGate.Column(ends[0]) && sheet.Columns[c] + 1 <= WorkbookGate.Column(ends[1])))
                yield return new(sheet.Name, range, L.T("selnya digabung. Pisahkan lagi (Unmerge), dan isi setiap barisnya.", "its cells are merged. Take them apart again (Unmerge), and fill in each row."));
        }
    }

    private static int Row(string cell) => int.TryParse(cell.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), out var row) ? row : 0;
}
