using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>Asks whether a cycle is to be closed, after saying what is still incomplete; or whether a closed one is to be reopened.</summary>
[Needs(Right.CyclesWrite)]
internal sealed class ClosePageModel(PatuhDb db, TimeProvider time, CycleClosing closing) : CyclePage(db, time)
{
    public CycleRest Rest { get; private set; } = null!;

    public bool IsOpen => Cycle.State == CycleState.Open;

    public IEnumerable<CycleStageRow> GoingOn => StageRows.Where(s => s.IsOpen(Today));

    public string Address => Here + "/tutup";

    public async Task<IActionResult> OnGet(string cycle, CancellationToken cancel) => await Find(cycle, cancel) ? Page() : Foreign();

    public async Task<IActionResult> OnPost(string cycle, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !IsOpen)
            return Foreign();
        if (!Reason(alasan))
            return Again();
        return SeeOther(Here, await closing.Close(By(Right.CyclesWrite, Place.National), cycle, Why, cancel) ? "siklus-ditutup" : "tetap");
    }

    public async Task<IActionResult> OnPostBuka(string cycle, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || IsOpen)
            return Foreign();
        if (!Reason(alasan))
            return Again();
        return SeeOther(Here, await closing.Reopen(By(Right.CyclesWrite, Place.National), Cycle, Why, cancel) ? "siklus-dibuka-lagi" : "tetap");
    }

    private async Task<bool> Find(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || Cycle.State == CycleState.Draft || !May(Right.CyclesWrite, Place.National))
            return false;
        Title = IsOpen ? L.T($"Tutup siklus: {Cycle.Title}", $"Close the cycle: {Cycle.Title}") : L.T($"Buka lagi siklus: {Cycle.Title}", $"Reopen the cycle: {Cycle.Title}");
        Rest = await CycleRest.Of(Db, cycle, cancel);
        return true;
    }
}
