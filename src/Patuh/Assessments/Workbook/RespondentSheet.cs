using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Who and what the rows are about, and whether those who are met on the day agree to be interviewed. Users have no names, only numbers.</summary>
internal sealed class RespondentSheet(IReadOnlyList<AssessmentSubjectRow> subjects, IReadOnlyList<string> spare, Reader L)
{
    private const int FirstRow = 4;

    public void Write(Func<SheetLook, SheetWriter> add)
    {
        using var sheet = add(new SheetLook(L.T("Responden", "Respondents"), [30, 34, 30, 18, 26, 0], FirstRow - 1));
        sheet.Line(WorkbookStyles.Hidden, "", "", "", "", WorkbookFormat.Consent, WorkbookFormat.Respondents);
        sheet.Line(WorkbookStyles.Title, L.T("Produk dan responden", "Products and respondents"));
        sheet.Line(WorkbookStyles.Head, "Yang ditanya\nAsked", "Nama\nName", "Jabatan\nPost", "Keadaan\nStanding", "Setuju diwawancarai (ya)\nAgrees to be interviewed (ya)");
        foreach (var subject in subjects.Where(s => s.EndedAt is null))
            Row(sheet, $"{DeskWords.Role(subject.Role, L)} {subject.Number}", subject.Name, subject.Post,
                subject.Standing == SubjectRole.Replacement ? L.T("pengganti", "replacement") : "", subject.ConsentedAt is null ? "" : "ya", WorkbookStyles.Locked, subject.Id);
        foreach (var person in spare)
            Row(sheet, WorkbookWords.Spare(person, L), L.T("(tanpa nama)", "(without a name)"), "", "", "", WorkbookStyles.Typed, person);
        var first = FirstRow + subjects.Count(s => s.EndedAt is null);
        sheet.End(spare.Count == 0 ? [] : [SheetRules.Yes($"E{first}:E{first + spare.Count - 1}")]);
    }

    private static void Row(SheetWriter sheet, string who, string name, string post, string standing, string consent, uint style, string key)
    {
        sheet.BeginRow(Math.Max(sheet.Lines(name, 1), sheet.Lines(post, 2)));
        sheet.Text(who).Text(name).Text(post).Text(standing).Text(consent, style).Text(key, WorkbookStyles.Hidden);
        sheet.EndRow();
    }
}
