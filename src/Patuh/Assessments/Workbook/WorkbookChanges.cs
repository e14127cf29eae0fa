using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>Finds what a workbook that came back changes, and everything that is wrong with it. Pure.</summary>
internal sealed class WorkbookChanges(ReadWorkbook read, OpenAssessment open, WorkbookLog log, Reader L)
{
    private static readonly string[] Needed = [WorkbookFormat.Mark, WorkbookFormat.Heads, WorkbookFormat.Value, WorkbookFormat.Note, WorkbookFormat.NaReason, WorkbookFormat.ChangeReason];
    private static readonly string[] Typed = [WorkbookFormat.Value, WorkbookFormat.Note, WorkbookFormat.NaReason, WorkbookFormat.ChangeReason];

    private readonly Method method = Method.Of(open.File, read.About.Kind);
    private readonly Dictionary<string, AssessmentSubjectRow> subjects = open.Subjects.ToDictionary(s => s.Id, StringComparer.Ordinal);
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly List<WorkbookChange> changes = [];
    private readonly List<NewPerson> people = [];
    private readonly Consents consents = new(read, L);
    private int same;

    public List<CellProblem> Problems { get; } = [];

    public WorkbookPlan Find()
    {
        foreach (var sheet in read.Sheets.Where(s => s.Mark != WorkbookFormat.Respondents))
        {
            var code = sheet.Mark[WorkbookFormat.Mark.Length..];
            if (!method.Dimensions(open.Row.Level).Any(d => d.Code == code))
                Problems.Add(new(sheet.Name, "", L.T("lembar ini bukan dari instrumen siklus ini.", "this sheet is not of this cycle's instrument.")));
            else if (Array.Exists(Needed, c => !sheet.Columns.ContainsKey(c)))
                Problems.Add(new(sheet.Name, "", L.T("ada kolom yang hilang. Unduh buku kerja lagi, dan pindahkan isiannya ke sana.", "a column is missing. Download the workbook again, and move what was filled in there.")));
            else
                Sheet(sheet, code);
        }
        Problems.AddRange(consents.Problems);
        return new(changes, people, same);
    }

    private void Sheet(ReadSheet sheet, string code)
    {
        var begun = false;
        Problems.AddRange(MergedCells.In(sheet, Typed, L));
        foreach (var row in sheet.Rows)
        {
            var key = row.Text(WorkbookFormat.Mark);
            if (key.Length > 0)
            {
                begun = true;
                Row(sheet, row, key, code);
            }
            // above the first row stand a title and headings
            else if (begun && Typed.Any(c => row.Cells[c] is not null and not ""))
                Problems.Add(new(sheet.Name, $"{row.Number}", L.T("baris ini bukan dari buku kerja. Pindahkan isinya ke baris yang tersedia.", "this row is not of the workbook. Move what it holds to one of the rows that are there.")));
        }
    }

    private void Row(ReadSheet sheet, ReadRow row, string key, string code)
    {
        var bar = key.LastIndexOf('|');
        var (indicatorCode, subjectKey) = bar < 0 ? (key, "") : (key[..bar], key[(bar + 1)..]);
        var value = sheet.Cell(row, WorkbookFormat.Value);
        if (!keys.Add(key))
            Problems.Add(new(sheet.Name, value, L.T("baris ini ada dua kali. Hapus salah satunya.", "this row is there twice. Delete one of them.")));
        else if (method.Find(indicatorCode) is not { } found || found.Dimension.Code != code || !Known(subjectKey))
            Problems.Add(new(sheet.Name, value, Broken()));
        else if (Written(sheet, row, found.Indicator) is { } written)
            Compare(sheet, row, found.Indicator, subjectKey, written.Says, written.Change);
    }

    private bool Known(string subject) => subject.Length == 0 || subjects.ContainsKey(subject) || Role(subject) is { } role && SubjectRole.Met.Contains(role);

    private static string? Role(string spare) => spare.IndexOf(WorkbookFormat.Spare, StringComparison.Ordinal) is > 0 and var at ? spare[..at] : null;

    /// <summary>What the row says, with the reason for a change; null where something in it cannot be read.</summary>
    private (Standing Says, string Change)? Written(ReadSheet sheet, ReadRow row, Indicator indicator)
    {
        var before = Problems.Count;
        var value = CellReading.Value(row.Cells[WorkbookFormat.Value], indicator, L, out var problem);
        Told(problem, WorkbookFormat.Value);
        var note = Text(WorkbookFormat.Note);
        var na = Text(WorkbookFormat.NaReason);
        var change = Text(WorkbookFormat.ChangeReason);
        return Problems.Count > before ? null : (new(value!, note, value == Grade.NotApplicable ? na : ""), change);

        string Text(string column)
        {
            var text = CellReading.Text(row.Cells[column], L, out var wrong);
            Told(wrong, column);
            return text ?? "";
        }

        void Told(string? sentence, string column)
        {
            if (sentence is not null)
                Problems.Add(new(sheet.Name, sheet.Cell(row, column), sentence));
        }
    }

    private void Compare(ReadSheet sheet, ReadRow row, Indicator indicator, string subjectKey, Standing says, string change)
    {
        var subject = subjectKey;
        if (Role(subjectKey) is { } role)
        {
            if (says is { Value: "", Note: "" })
                return;
            subject = WorkbookIds.Subject(read.About.Id, subjectKey);
            if (!consents.Given(subjectKey, sheet.Name, sheet.Cell(row, WorkbookFormat.Value)))
                return;
            if (!subjects.ContainsKey(subject) && !people.Exists(p => p.Id == subject))
                people.Add(new(subject, role));
        }
        var seen = row.Text(WorkbookFormat.Heads).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var exported = seen.Select(log.Find).OfType<AnswerEventRow>().Where(e => e.Indicator == indicator.Code && e.SubjectId == subject).ToList();
        if (exported.Count < seen.Length)
        {
            Problems.Add(new(sheet.Name, sheet.Cell(row, WorkbookFormat.Value), Broken()));
            return;
        }
        var (own, heads) = (log.Own(indicator.Code, subject), log.Heads(indicator.Code, subject));
        // why it is not applicable, and why that is said now
        var reason = says.Reason.Length > 0 && change.Length > 0 ? $"{says.Reason}\n{change}" : says.Reason + change;
        var told = says with { Reason = says.Value == Grade.NotApplicable ? reason : "" };
        bool Same(Standing other) => says.Says(other) || told.Says(other);
        if (Same(Standing.Of(own is null ? exported : [own])) || (heads.Count > 0 && heads.All(h => Same(Standing.Of([h])))))
        {
            same++;
            return;
        }
        List<string> after = [.. exported.Concat(own is null ? [] : [own]).Select(e => e.Id).Distinct()];
        var id = WorkbookIds.Answer(open.Row.Id, read.About.Kind, indicator.Code, subject, says.Value, says.Note, reason, after);
        if (log.Find(id) is not null)
        {
            same++;
            return;
        }
        var draft = new AnswerDraft(id, read.About.Kind, subject, indicator.Code, says.Value, says.Note, reason, after, Stamp.Read(read.About.ExportedAt), read.About.Device, AnswerSource.Workbook);
        var missing = says is { Value: Grade.NotApplicable, Reason: "" } ? WorkbookFormat.NaReason : WorkbookFormat.ChangeReason;
        changes.Add(new(draft, sheet.Name, sheet.Cell(row, WorkbookFormat.Value), sheet.Cell(row, missing), Words(indicator, subjectKey), string.Join(" | ", heads.Select(h => h.Value).Where(v => v.Length > 0).Distinct())));
    }

    private string Words(Indicator indicator, string subject) =>
        L.T(indicator.Name) + (subject.Length == 0 ? "" : " – " + (subjects.TryGetValue(subject, out var known) ? WorkbookWords.Subject(known, L) : WorkbookWords.Spare(subject, L)));

    private string Broken() => L.T("tanda tersembunyi baris ini rusak. Unduh buku kerja lagi, dan pindahkan isiannya ke sana.", "the hidden mark of this row is broken. Download the workbook again, and move what was filled in there.");
}
