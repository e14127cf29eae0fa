using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>Asks whether a draft is to be discarded, after saying what goes with it.</summary>
[Needs(Right.CyclesWrite)]
internal sealed class DiscardPageModel(PatuhDb db, TimeProvider time, CycleDiscarding discarding) : CyclePage(db, time)
{
    public DraftContent Draft { get; private set; } = null!;

    public bool IsDraft => Cycle.State == CycleState.Draft;

    public string Address => Here + "/buang";

    public async Task<IActionResult> OnGet(string cycle, CancellationToken cancel) => await Find(cycle, cancel) ? Page() : Foreign();

    public async Task<IActionResult> OnPost(string cycle, string? alasan, string? revisi, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !IsDraft || !Draft.MayGo)
            return Foreign();
        if (!Reason(alasan))
            return Again();
        var revision = int.TryParse(revisi, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (await discarding.Discard(By(Right.CyclesWrite, Place.National), Cycle, Why, revision, cancel) == PlanFate.Done)
            return SeeOther("/kerja/siklus", "rancangan-dibuang");
        if (!await Find(cycle, cancel))
            return Foreign();
        Errors["rancangan"] = PlanWords.Changed(L);
        return Again();
    }

    private async Task<bool> Find(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || !May(Right.CyclesWrite, Place.National))
            return false;
        Title = L.T($"Buang rancangan: {Cycle.Title}", $"Discard the draft: {Cycle.Title}");
        Draft = await DraftContent.Of(Db, cycle, cancel);
        return true;
    }
}
