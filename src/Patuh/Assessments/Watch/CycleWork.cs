using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Home;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Watch;

/// <summary>A cycle that is not closed, on a day.</summary>
internal sealed record CycleNow(AssessmentCycleRow Cycle, IReadOnlyList<CycleStageRow> Stages, string Today)
{
    public string Here => "/kerja/siklus/" + Cycle.Id;

    public bool IsOpen => Cycle.State == CycleState.Open;

    /// <summary>Answers of that kind are taken now.</summary>
    public bool Takes(string kind) => IsOpen && Of(kind).Any(s => s.IsOpen(Today));

    /// <summary>The stages in which answers of a kind are taken, but for those that were closed early.</summary>
    public IEnumerable<CycleStageRow> Of(string kind) => Stages.Where(s => Plan.Stages.For(kind).Contains(s.Stage) && s.ClosedAt is null);

    /// <summary>The last day for answers of a kind; null when there is none.</summary>
    public string? Ends(string kind) => Of(kind).Max(s => s.EndsOn);

    /// <summary>What is going on, with its last day.</summary>
    public IReadOnlyList<string> Going(Reader L) => !IsOpen ? [L.T("Rancangan, belum dibuka.", "A draft, not opened yet.")]
        : Plan.Stages.All.SelectMany(x => Stages.Where(s => s.Stage == x.Code && s.IsOpen(Today)).Select(s => L.T($"{x.Name.Id} sampai {L.Date(s.EndsOn)}", $"{x.Name.En} until {L.Date(s.EndsOn)}"))).ToList() is { Count: > 0 } going ? [string.Join("; ", going) + "."] : [];
}

/// <summary>What waits in the cycles that are not closed: for offices and the nation, and for agencies.</summary>
internal sealed class CycleWork(PatuhDb db, TimeProvider time) : IWaitingWork
{
    // there is one, and sometimes the next or a simulation
    private const int Most = 4;

    public async Task<IReadOnlyList<WaitingPlace>> Of(Actor me, Reader L, CancellationToken cancel)
    {
        var reach = CycleReach.Of(me);
        if (!me.HasAnywhere(Right.CyclesRead) || reach.Here.Empty)
            return [];
        var (plans, today) = (me.HasAnywhere(Right.PlansWrite), Stamp.Of(Stamp.Today(time)));
        var cycles = await db.Set<AssessmentCycleRow>().Where(c => c.State == CycleState.Open || (plans && c.State == CycleState.Draft)).OrderByDescending(c => c.Year).ThenBy(c => c.Kind).Take(Most).ToListAsync(cancel);
        if (cycles.Count == 0)
            return [];
        var ids = cycles.ConvertAll(c => c.Id);
        var stages = (await db.Set<CycleStageRow>().Where(s => ids.Contains(s.CycleId)).ToListAsync(cancel)).ToLookup(s => s.CycleId);
        var now = cycles.ConvertAll(c => new CycleNow(c, [.. stages[c.Id]], today));
        return reach.Assessed.Empty ? await new AgencyWork(db, me, reach, L).Of(now, cancel) : await new OfficeWork(db, me, L).Of(now, cancel);
    }
}
