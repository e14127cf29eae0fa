using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>What a plan changed against the one it was copied from.</summary>
[Needs(Right.CyclesRead)]
internal sealed class ChangesPageModel(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public const int MostShown = 500;

    public IReadOnlyList<PlanChange> Changes { get; private set; } = [];

    public int Count { get; private set; }

    public async Task<IActionResult> OnGet(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || Cycle.CopiedFrom is not { } from)
            return Foreign();
        Title = L.T($"Perubahan dari {from}: {Cycle.Title}", $"Changes since {from}: {Cycle.Title}");
        var within = await Reach.Within(Db.Set<PlannedAgencyRow>(), Db.Set<AssessmentRow>()).Where(a => a.CycleId == cycle || a.CycleId == from).Select(a => a.AgencyId).Distinct().ToListAsync(cancel);
        var mine = within.ToHashSet();
        var changes = (await PlanDiff.Of(Db, from, cycle, cancel)).Where(c => mine.Contains(c.AgencyId)).ToList();
        (Count, Changes) = (changes.Count, [.. changes.Take(MostShown)]);
        return Page();
    }

    public string Word(string what) => what switch
    {
        "agency-added" => L.T("instansi baru", "new agency"),
        "agency-gone" => L.T("tidak lagi direncanakan", "no longer planned"),
        "renamed" => L.T("ganti nama", "renamed"),
        "moved" => L.T("ganti wilayah atau perwakilan", "other region or office"),
        "status" => L.T("keadaan", "state"),
        "unit-added" => L.T("unit baru", "new unit"),
        "unit-gone" => L.T("unit tidak lagi dinilai", "unit no longer assessed"),
        "unit-renamed" => L.T("unit ganti nama", "unit renamed"),
        _ => L.T("keadaan unit", "state of a unit"),
    };
}
