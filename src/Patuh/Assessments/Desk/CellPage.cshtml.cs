using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>One cell: the rubric, every answer that was ever given with who, when and why, and a form to change it or to settle a conflict.</summary>
[Needs(Right.CyclesRead)]
internal sealed class CellPageModel(PatuhDb db, TimeProvider time, AnswerLog log) : AssessmentPage(db, time)
{
    public Dimension Dimension { get; private set; } = null!;

    public Indicator Indicator { get; private set; } = null!;

    public AssessmentSubjectRow? Subject { get; private set; }

    public DeskCell Cell { get; private set; } = null!;

    public IReadOnlyList<AnswerEventRow> History { get; private set; } = [];

    public IReadOnlyDictionary<string, string> People { get; private set; } = new Dictionary<string, string>();

    /// <summary>Files that stand for this cell, or for the indicator in all its cells.</summary>
    public IReadOnlyList<EvidenceLine> Proof { get; private set; } = [];

    public bool MayAttach => MayWrite && Subject?.EndedAt is null;

    public AssessmentPartRow Standing { get; private set; } = null!;

    public bool Writes => MayWrite && (Standing.PenId is null || Standing.PenId == Me.PersonId) && Subject?.EndedAt is null;

    public string Value { get; private set; } = "";

    public string Note { get; private set; } = "";

    public string Base { get; private set; } = "";

    public string Seed { get; private set; } = "";

    public string Address => $"{Here}/kolom/{Indicator.Code}{(Subject is null ? "" : "/" + Subject.Id)}{KindQuery}";

    public string Back => PartAddress(Dimension.Code) + "#" + Cell.Key;

    public async Task<IActionResult> OnGet(string assessment, string indicator, string? subject, string? jenis, CancellationToken cancel)
    {
        if (await Find(assessment, indicator, subject, jenis, cancel) is { } refusal)
            return refusal;
        (Value, Note, Why, Base) = (Cell.Value, Cell.InConflict ? "" : Cell.Standing.LastOrDefault()?.Note ?? "", "", Cell.Base);
        Seed = Guid.CreateVersion7(Time.GetUtcNow()).ToString();
        return Page();
    }

    public async Task<IActionResult> OnPost(string assessment, string indicator, string? subject, string? jenis, string? nilai, string? catatan, string? alasan, string? dasar, string? benih, CancellationToken cancel)
    {
        if (await Find(assessment, indicator, subject, jenis, cancel) is { } refusal)
            return refusal;
        if (!AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        (Value, Note, Why, Base) = (DeskForm.Clean(nilai ?? ""), (catatan ?? "").Trim().ReplaceLineEndings("\n"), (alasan ?? "").Trim(), dasar ?? "");
        Seed = Guid.TryParse(benih, out var seed) ? seed.ToString() : Guid.CreateVersion7(Time.GetUtcNow()).ToString();
        var after = Base.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var draft = new AnswerDraft(Seed, Kind, Subject?.Id ?? "", Indicator.Code, Value, Note, Why, after, Time.GetUtcNow(), "", AnswerSource.Desk);
        var outcome = (await log.Append(Me, Open.Row.Id, [draft], cancel))[0];
        if (outcome.Fate is AnswerFate.Counted or AnswerFate.Duplicate or AnswerFate.Conflict)
            return SeeOther(outcome.Fate == AnswerFate.Conflict ? Address : PartAddress(Dimension.Code), "disimpan");
        Errors[outcome.Code == RefusedCode.ReasonMissing ? "alasan" : outcome.Code == RefusedCode.TextTooLong ? "catatan" : "nilai"] = AnswerSentences.Of(outcome.Code, L);
        return Again();
    }

    private async Task<IActionResult?> Find(string assessment, string indicator, string? subject, string? jenis, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel))
            return Foreign();
        if (Method.Find(indicator) is not { } found || found.Dimension.Level != Method.LevelOf(Open.Row.Level))
            return NoPart();
        (Dimension, Indicator, Subject) = (found.Dimension, found.Indicator, Open.Subjects.FirstOrDefault(s => s.Id == subject));
        if (Subject?.Role != SubjectRole.Of(Indicator.Subject))
            return Foreign();
        var id = Subject?.Id ?? "";
        History = await Db.Set<AnswerEventRow>().Where(e => e.AssessmentId == Open.Row.Id && e.Kind == Kind && e.Indicator == indicator && e.SubjectId == id).OrderByDescending(e => e.Number).Take(200).ToListAsync(cancel);
        var heads = await Db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == Open.Row.Id && h.Kind == Kind && h.Indicator == indicator && h.SubjectId == id).Select(h => h.EventId).ToListAsync(cancel);
        Cell = new DeskCell(Indicator, Subject, [.. History.Where(h => heads.Contains(h.Id)).OrderBy(h => h.Number)], null);
        Standing = (await Parts(cancel)).Single(p => p.Part == Dimension.Code);
        Proof = [.. (await EvidenceLines.Of(Db, Open.Row.Id, Kind, indicator, cancel)).Where(l => l.Use.SubjectId.Length == 0 || l.Use.SubjectId == id)];
        People = await Names([.. History.Select(h => h.PersonId), Standing.PenId, .. Proof.Select(l => l.Use.DecidedBy)], cancel);
        Title = $"{L.T(Indicator.Name)}{(Subject is null ? "" : ", " + DeskWords.Subject(Subject, L))}: {Open.Row.Name}";
        return null;
    }
}
