using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Closes a cycle: from then on nothing of it changes any more, and what devices still send is kept without counting. It may be reopened, which is on record as the closing is.</summary>
internal sealed class CycleClosing(PatuhDb db, TimeProvider time)
{
    /// <summary>False when it is not open.</summary>
    public async Task<bool> Close(By by, string id, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        if (await db.Set<AssessmentCycleRow>().Where(c => c.Id == id && c.State == CycleState.Open)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CycleState.Closed).SetProperty(x => x.ClosedAt, now).SetProperty(x => x.Revision, x => x.Revision + 1), cancel) == 0)
            return false;
        var rest = await CycleRest.Of(db, id, cancel);
        db.Audit(time, by, "cycle_plan.closed", new Subject("assessment_cycle", id), after: new { units = rest.Units, incomplete = rest.NotBegun + rest.UnderWay, held = rest.Held, selfMissing = rest.SelfMissing }, why: why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>False when it is not closed.</summary>
    public async Task<bool> Reopen(By by, AssessmentCycleRow cycle, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle.Id && c.State == CycleState.Closed)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CycleState.Open).SetProperty(x => x.ClosedAt, (string?)null).SetProperty(x => x.Revision, x => x.Revision + 1), cancel) == 0)
            return false;
        db.Audit(time, by, "cycle_plan.reopened", new Subject("assessment_cycle", cycle.Id), before: new { cycle.ClosedAt }, why: why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
