using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>How it went with a change of a whole plan.</summary>
internal enum PlanFate
{
    Done,

    /// <summary>It is so already.</summary>
    Same,

    /// <summary>The plan is another one than was looked at.</summary>
    Changed,

    /// <summary>The cycle is no draft any more.</summary>
    Opened,
}

/// <summary>Takes a cycle for a change of its plan, until the transaction ends: whoever opens it at the same moment waits.</summary>
internal static class DraftPlan
{
    /// <summary>Done when it is a draft and still what was looked at.</summary>
    public static async Task<PlanFate> Take(PatuhDb db, string cycle, int revision, CancellationToken cancel)
    {
        if (await db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle && c.State == CycleState.Draft && c.Revision == revision).ExecuteUpdateAsync(c => c.SetProperty(x => x.Revision, x => x.Revision + 1), cancel) == 1)
            return PlanFate.Done;
        return await db.Set<AssessmentCycleRow>().AnyAsync(c => c.Id == cycle && c.State == CycleState.Draft, cancel) ? PlanFate.Changed : PlanFate.Opened;
    }
}
