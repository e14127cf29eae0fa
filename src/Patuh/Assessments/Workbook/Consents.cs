using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Who of the new people agreed to be interviewed, by the sheet of respondents. Nobody's answers are taken who did not.</summary>
internal sealed class Consents
{
    private readonly Dictionary<string, (string Sheet, string Cell, bool Agreed)> rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Reader L;

    public Consents(ReadWorkbook read, Reader reader)
    {
        L = reader;
        foreach (var sheet in read.Sheets.Where(s => s.Mark == WorkbookFormat.Respondents && s.Columns.ContainsKey(WorkbookFormat.Consent)))
            foreach (var row in sheet.Rows)
                if (row.Text(WorkbookFormat.Mark) is { Length: > 0 } key && key.Contains(WorkbookFormat.Spare))
                    Add(sheet, row, key);
    }

    public List<CellProblem> Problems { get; } = [];

    /// <summary>Whether that person agreed; told once where not.</summary>
    public bool Given(string person, string sheet, string cell)
    {
        if (rows.TryGetValue(person, out var row) && row.Agreed)
            return true;
        if (!told.Add(person))
            return false;
        Problems.Add(row.Sheet is null
            ? new(sheet, cell, L.T("lembar Responden tidak ada, jadi tidak diketahui apakah orang ini bersedia. Unduh buku kerja lagi.", "the sheet Respondents is gone, so it is not known whether this person agreed. Download the workbook again."))
            : new(row.Sheet, row.Cell, L.T($"{WorkbookWords.Spare(person, L)} ada jawabannya. Tulis ya bila ia bersedia diwawancarai; bila tidak, hapus jawabannya.",
                $"{WorkbookWords.Spare(person, L)} has answers. Write ya if they agreed to be interviewed; if not, delete the answers.")));
        return false;
    }

    private void Add(ReadSheet sheet, ReadRow row, string key)
    {
        var (cell, text) = (sheet.Cell(row, WorkbookFormat.Consent), row.Text(WorkbookFormat.Consent).Trim());
        var agreed = text.Equals("ya", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase);
        rows.TryAdd(key, (sheet.Name, cell, agreed));
        if (!agreed && row.Cells[WorkbookFormat.Consent] is not null && (text.Length > 0 || row.Cells[WorkbookFormat.Consent] is not string) && told.Add(key))
            Problems.Add(new(sheet.Name, cell, L.T("tulis ya, atau kosongkan.", "write ya, or leave it empty.")));
    }
}
