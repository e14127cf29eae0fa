using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.PlanPages;

/// <summary>What a plan changed against the one it was copied from: what is the whole cycle's first, then agency by agency.</summary>
[Needs(Right.CyclesRead)]
internal sealed class ChangesPageModel(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public const int PageSize = 100;

    public IReadOnlyList<PlanChange> Changes { get; private set; } = [];

    public PlanChangeWords Words { get; private set; } = null!;

    public string From { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public string Address => Here + "/perubahan";

    public async Task<IActionResult> OnGet(string cycle, int hal, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || Cycle.CopiedFrom is not { } from)
            return Foreign();
        var before = await Db.Set<AssessmentCycleRow>().SingleAsync(c => c.Id == from, cancel);
        (From, Title) = (before.Title, L.T($"Perubahan dari {before.Title}: {Cycle.Title}", $"Changes since {before.Title}: {Cycle.Title}"));
        var within = await Reach.Within(Db.Set<PlannedAgencyRow>(), Db.Set<AssessmentRow>()).Where(a => a.CycleId == cycle || a.CycleId == from).Select(a => a.AgencyId).Distinct().ToListAsync(cancel);
        var mine = within.ToHashSet();
        var changes = (await PlanDiff.Of(Db, before, Cycle, cancel)).Where(c => c.AgencyId.Length == 0 || mine.Contains(c.AgencyId)).ToList();
        Count = changes.Count;
        Number = Math.Clamp(hal, 1, Math.Max(1, Pages));
        Changes = changes.GetRange((Number - 1) * PageSize, Math.Min(PageSize, Count - (Number - 1) * PageSize));
        Words = new(L, Changes.Any(c => c.What == PlanChangeKind.Instrument) ? await Titles(from, cancel) : new Dictionary<string, LocalText>());
        return Page();
    }

    private async Task<Dictionary<string, LocalText>> Titles(string from, CancellationToken cancel) =>
        (await (from m in Db.Set<CycleMethodRow>() where m.CycleId == Cycle.Id || m.CycleId == @from join i in Db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version } select i).Distinct().ToListAsync(cancel))
        .ToDictionary(i => $"{i.Id}:{i.Version}", i => InstrumentShelf.Of(i.Hash, i.Id, i.Body).Instrument.Title);
}
