using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>
/// Submits an agency's self-assessment, or sends it back; while it is submitted, what is sent for it is held. Before that a unit's people say that they have finished, and the agency's
/// coordinator may send the unit's part back to them.
/// </summary>
internal sealed class SelfAssessments(PatuhDb db, TimeProvider time)
{
    /// <param name="me">Who.</param>
    /// <param name="right">The right that is used.</param>
    /// <param name="agency">The agency, as it was looked at: changed meanwhile, nothing is done.</param>
    /// <param name="state">One of <see cref="SelfState"/>.</param>
    /// <param name="why">Why it is sent back; empty where it is submitted.</param>
    /// <param name="cancel">Stop.</param>
    public async Task Set(Actor me, string right, PlannedAgencyRow agency, string state, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        var changed = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == agency.CycleId && a.AgencyId == agency.AgencyId && a.SelfState == agency.SelfState)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.SelfState, state).SetProperty(x => x.SelfWhy, why.Length == 0 ? null : why).SetProperty(x => x.SelfAt, now).SetProperty(x => x.SelfBy, me.PersonId), cancel);
        if (changed == 0)
            return;
        db.Audit(time, me.By(right, agency.Place), state == SelfState.Submitted ? "self_assessment.submitted" : "self_assessment.returned", new Subject("planned_agency", $"{agency.CycleId}/{agency.AgencyId}"), why: why.Length == 0 ? null : why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <param name="me">Who.</param>
    /// <param name="right">The right that is used.</param>
    /// <param name="unit">The unit, as it was looked at: changed meanwhile, nothing is done.</param>
    /// <param name="state">open, done or returned.</param>
    /// <param name="why">Why it is sent back; empty otherwise.</param>
    /// <param name="cancel">Stop.</param>
    public async Task Set(Actor me, string right, AssessmentRow unit, string state, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        var changed = await db.Set<AssessmentRow>().Where(a => a.Id == unit.Id && a.SelfState == unit.SelfState)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.SelfState, state).SetProperty(x => x.SelfWhy, why.Length == 0 ? null : why).SetProperty(x => x.SelfAt, now).SetProperty(x => x.SelfBy, me.PersonId), cancel);
        if (changed == 0)
            return;
        var by = me.By(right, unit.Place);
        var subject = new Subject("assessment", unit.Id);
        if (state == SelfState.Done)
            db.Audit(time, by, "self_assessment.unit_done", subject);
        else if (state == SelfState.Returned)
            db.Audit(time, by, "self_assessment.unit_returned", subject, why: why);
        else
            db.Audit(time, by, "self_assessment.unit_reopened", subject);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
