using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Evidence;

/// <summary>An indicator of the checklist with what stands for it.</summary>
internal sealed record ChecklistItem(Indicator Indicator, IReadOnlyList<EvidenceLine> Lines)
{
    /// <summary>An agency is asked for it; what only assessors ask counts for no completeness.</summary>
    public bool Expected => Method.SelfAnswers(Indicator);

    /// <summary>Something stands that nobody has sent back.</summary>
    public bool Shown => Lines.Any(l => l.Use.State != EvidenceState.NeedsRevision);
}

/// <summary>Daftar bukti of a unit: what each indicator looks for, what is attached, what became of it, and what is missing.</summary>
[Needs(Right.CyclesRead)]
internal sealed class ChecklistModel(PatuhDb db, TimeProvider time, EvidenceAttaching attaching, EvidenceDeciding deciding) : AssessmentPage(db, time)
{
    public IReadOnlyList<(Dimension Dimension, IReadOnlyList<ChecklistItem> Items)> Dimensions { get; private set; } = [];

    public IReadOnlyDictionary<string, string> People { get; private set; } = new Dictionary<string, string>();

    /// <summary>What was detached just now, and from what: it can be attached again.</summary>
    public (EvidenceRow Evidence, string Indicator, string Subject)? Detached { get; private set; }

    /// <summary>Key of the line that is being sent back, where its reason was wrong.</summary>
    public string Returning { get; private set; } = "";

    public bool MayDecide => AnswerAccess.MayWrite(Me, Open.Row, AnswerKind.Assessed) && EvidenceRules.Decides(Open.Cycle, Open.Stages, Today);

    public string Address => Here + "/bukti" + KindQuery;

    public IEnumerable<ChecklistItem> Items => Dimensions.SelectMany(d => d.Items);

    public int Shown => Items.Count(i => i.Expected && i.Shown);

    public int Total => Items.Count(i => i.Expected);

    public int Waiting => Items.Sum(i => i.Lines.Count(l => l.Use.State == EvidenceState.Waiting));

    public int Returned => Items.Sum(i => i.Lines.Count(l => l.Use.State == EvidenceState.NeedsRevision));

    /// <summary>Detached by who brings evidence of that kind.</summary>
    public bool MayDetach(EvidenceLine line) => MayWrite && line.Evidence.Kind == Kind;

    public string Act(string handler) => Here + "/bukti" + (KindQuery.Length > 0 ? KindQuery + "&" : "?") + "handler=" + handler;

    public string Attach(string indicator) => $"{Here}/bukti/pasang{(KindQuery.Length > 0 ? KindQuery + "&" : "?")}untuk={indicator}";

    protected override string? Said(string code) => EvidenceWords.Done(code, L) ?? base.Said(code);

    public async Task<IActionResult> OnGet(string assessment, string? jenis, string? lepas, string? indikator, string? subjek, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel))
            return Foreign();
        await Fill(cancel);
        if (lepas is not null && indikator is not null && MayWrite)
            await FindDetached(lepas, indikator, subjek ?? "", cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostLepas(string assessment, string? jenis, string? bukti, string? indikator, string? subjek, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        var target = Target(indikator, subjek);
        var undo = $"{(KindQuery.Length > 0 ? "&" : "?")}lepas={Uri.EscapeDataString(bukti ?? "")}&indikator={Uri.EscapeDataString(target.Indicator)}&subjek={Uri.EscapeDataString(target.SubjectId)}";
        return await After(await deciding.Detach(Me, Open, bukti ?? "", target, cancel), Address + undo, target.Indicator, "bukti-dilepas", cancel);
    }

    public async Task<IActionResult> OnPostPasang(string assessment, string? jenis, string? bukti, string? indikator, string? subjek, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        var target = Target(indikator, subjek);
        return await After(await attaching.Attach(Me, Open, new EvidenceOrder(Kind, [], [bukti ?? ""], [target], ""), cancel), Address, target.Indicator, "bukti-dipasang", cancel);
    }

    public async Task<IActionResult> OnPostTerima(string assessment, string? jenis, string? bukti, string? indikator, string? subjek, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !AnswerAccess.MayWrite(Me, Open.Row, AnswerKind.Assessed))
            return Foreign();
        var target = Target(indikator, subjek);
        return await After(await deciding.Decide(Me, Open, bukti ?? "", target, accept: true, "", cancel), Address, target.Indicator, "bukti-diterima", cancel);
    }

    public async Task<IActionResult> OnPostKembalikan(string assessment, string? jenis, string? bukti, string? indikator, string? subjek, string? alasan, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !AnswerAccess.MayWrite(Me, Open.Row, AnswerKind.Assessed))
            return Foreign();
        var target = Target(indikator, subjek);
        Why = (alasan ?? "").Trim();
        if (Why.Length is > 0 and <= LongestReason)
            return await After(await deciding.Decide(Me, Open, bukti ?? "", target, accept: false, Why, cancel), Address, target.Indicator, "bukti-dikembalikan", cancel);
        await Fill(cancel);
        Returning = Items.SelectMany(i => i.Lines).FirstOrDefault(l => l.Evidence.Id == bukti && l.Use.Indicator == target.Indicator && l.Use.SubjectId == target.SubjectId)?.Key ?? "";
        Errors["alasan-" + Returning] = L.T($"Tulis apa yang perlu diperbaiki, paling banyak {LongestReason} karakter; instansi membacanya.", $"Write what is to be put right, in at most {LongestReason} characters; the agency reads it.");
        return Again();
    }

    private EvidenceTarget Target(string? indicator, string? subject) => new(Open.Row.Id, indicator ?? "", subject ?? "");

    private async Task<IActionResult> After(string? refusal, string address, string indicator, string done, CancellationToken cancel)
    {
        if (refusal is EvidenceRefusal.Foreign)
            return Foreign();
        if (refusal is null)
        {
            var answer = SeeOther(address, done);
            // back to the row that one was at
            Response.Headers.Location += "#" + Uri.EscapeDataString(indicator);
            return answer;
        }
        Errors[indicator] = EvidenceRefusal.Of(refusal, Kind, L);
        await Fill(cancel);
        return Again();
    }

    private async Task Fill(CancellationToken cancel)
    {
        Title = L.T($"Bukti dukung: {Open.Row.Name}, {Open.Agency.Name}", $"Evidence: {Open.Row.Name}, {Open.Agency.Name}");
        var lines = (await EvidenceMarks.Of(Db, Me, Open.Agency, Open.Row, await EvidenceLines.Of(Db, Open.Row.Id, Kind, null, cancel), cancel)).ToLookup(l => l.Use.Indicator);
        Dimensions = [.. Method.Dimensions(Open.Row.Level).Select(d => (d, (IReadOnlyList<ChecklistItem>)[.. d.Variables.SelectMany(v => v.Indicators).Select(i => new ChecklistItem(i, [.. lines[i.Code]]))]))];
        People = await Names(lines.SelectMany(l => l).SelectMany(l => new[] { l.Evidence.UploadedBy, l.Use.DecidedBy }), cancel);
    }

    private async Task FindDetached(string id, string indicator, string subject, CancellationToken cancel)
    {
        if (await Db.Set<EvidenceRow>().SingleOrDefaultAsync(e => e.Id == id && e.CycleId == Open.Row.CycleId && e.AgencyId == Open.Row.AgencyId && e.Kind == Kind && e.WithdrawnAt == null, cancel) is not { } row)
            return;
        var usedFor = await Db.Set<EvidenceUseRow>().Where(u => u.EvidenceId == id).Select(u => u.AssessmentId).ToListAsync(cancel);
        var there = Items.FirstOrDefault(i => i.Indicator.Code == indicator)?.Lines.Any(l => l.Evidence.Id == id && l.Use.SubjectId == subject) ?? true;
        if (!there && await AgencyEvidence.Find(Db, Me, row.CycleId, row.AgencyId, cancel) is { } agency && agency.Sees(row, usedFor))
            Detached = (row, indicator, subject);
    }
}
