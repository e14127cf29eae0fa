using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>The days of a cycle's stages, and closing one before its last day. What has been answered stays within its stage: days that have passed are not moved away.</summary>
[Needs(Right.CyclesRead, Send = Right.CyclesWrite)]
internal sealed class StagesPageModel(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public Dictionary<string, (string From, string To)> Typed { get; private set; } = [];

    public CycleStageRow? Closing { get; private set; }

    public bool MayWrite => Cycle.State != CycleState.Closed && May(Right.CyclesWrite, Place.National);

    public string Address => Here + "/tahap";

    public async Task<IActionResult> OnGet(string cycle, string? tutup, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return Foreign();
        Closing = MayWrite ? StageRows.FirstOrDefault(s => s.Stage == tutup && s.ClosedAt is null) : null;
        return Page();
    }

    public async Task<IActionResult> OnPost(string cycle, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !MayWrite)
            return Foreign();
        Typed = StageRows.ToDictionary(s => s.Stage, s => (Request.Form["mulai-" + s.Stage].ToString().Trim(), Request.Form["sampai-" + s.Stage].ToString().Trim()));
        foreach (var stage in StageRows)
            Check(stage, Typed[stage.Stage]);
        if (Errors.Count > 0)
            return Again();
        await using var transaction = await Db.Database.BeginTransactionAsync(cancel);
        var changed = StageRows.Where(s => (s.BeginsOn, s.EndsOn) != Typed[s.Stage]).ToList();
        foreach (var stage in changed)
        {
            var (from, to) = Typed[stage.Stage];
            await Db.Set<CycleStageRow>().Where(s => s.CycleId == cycle && s.Stage == stage.Stage).ExecuteUpdateAsync(s => s.SetProperty(x => x.BeginsOn, from).SetProperty(x => x.EndsOn, to), cancel);
            Db.Audit(Time, By(Right.CyclesWrite, Place.National), "cycle_stage.moved", new Subject("assessment_cycle", cycle), before: new { stage.Stage, stage.BeginsOn, stage.EndsOn }, after: new { stage.Stage, BeginsOn = from, EndsOn = to });
        }
        await Db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther(Here, changed.Count == 0 ? "tetap" : "tahap-disimpan");
    }

    public Task<IActionResult> OnPostTutup(string cycle, string? tahap, string? alasan, CancellationToken cancel) => Close(cycle, tahap, alasan, close: true, cancel);

    public Task<IActionResult> OnPostBuka(string cycle, string? tahap, string? alasan, CancellationToken cancel) => Close(cycle, tahap, alasan, close: false, cancel);

    private async Task<IActionResult> Close(string cycle, string? code, string? why, bool close, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !MayWrite || StageRows.FirstOrDefault(s => s.Stage == code && (s.ClosedAt is null) == close) is not { } stage)
            return Foreign();
        Closing = stage;
        if (!Reason(why))
            return Again();
        await using var transaction = await Db.Database.BeginTransactionAsync(cancel);
        var at = close ? Stamp.Now(Time) : null;
        await Db.Set<CycleStageRow>().Where(s => s.CycleId == cycle && s.Stage == stage.Stage).ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosedAt, at), cancel);
        Db.Audit(Time, By(Right.CyclesWrite, Place.National), close ? "cycle_stage.closed" : "cycle_stage.reopened", new Subject("assessment_cycle", cycle), after: new { stage.Stage }, why: Why);
        await Db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther(Address, close ? "tahap-ditutup" : "tahap-dibuka");
    }

    private void Check(CycleStageRow stage, (string From, string To) typed)
    {
        var name = L.T(Stages.Name(stage.Stage));
        if (Stamp.ReadDay(typed.From) is null)
            Errors["mulai-" + stage.Stage] = L.T($"{name}: tulis hari mulai sebagai tttt-bb-hh, misalnya {stage.BeginsOn}.", $"{name}: give the first day as yyyy-mm-dd, such as {stage.BeginsOn}.");
        if (Stamp.ReadDay(typed.To) is null)
            Errors["sampai-" + stage.Stage] = L.T($"{name}: tulis hari terakhir sebagai tttt-bb-hh, misalnya {stage.EndsOn}.", $"{name}: give the last day as yyyy-mm-dd, such as {stage.EndsOn}.");
        else if (string.CompareOrdinal(typed.To, typed.From) < 0)
            Errors["sampai-" + stage.Stage] = L.T($"{name}: hari terakhir mendahului hari mulai.", $"{name}: the last day comes before the first.");
        // what was taken on a day of the stage is proven by its days
        if (Cycle.State == CycleState.Draft)
            return;
        if (typed.From != stage.BeginsOn && (string.CompareOrdinal(stage.BeginsOn, Today) <= 0 && string.CompareOrdinal(typed.From, stage.BeginsOn) > 0))
            Errors["mulai-" + stage.Stage] = L.T($"{name} sudah mulai; hari mulainya tidak dapat dimundurkan.", $"{name} has begun; its first day cannot be made later.");
        if (typed.To != stage.EndsOn && string.CompareOrdinal(typed.To, Today) < 0)
            Errors["sampai-" + stage.Stage] = L.T($"{name}: hari terakhir tidak dapat diletakkan di masa lalu. Tutup tahap untuk mengakhirinya sekarang.", $"{name}: the last day cannot be put into the past. Close the stage to end it now.");
    }

    private async Task<bool> Find(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return false;
        Title = L.T($"Tahap: {Cycle.Title}", $"Stages: {Cycle.Title}");
        Typed = StageRows.ToDictionary(s => s.Stage, s => (s.BeginsOn, s.EndsOn));
        return true;
    }
}
