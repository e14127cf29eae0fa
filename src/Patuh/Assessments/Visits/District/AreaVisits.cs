using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits.District;

/// <summary>A unit that is recorded together with others, and a visit of it where one is concerned; once for each visit.</summary>
internal sealed record AreaUnit(AssessmentRow Unit, string Agency, VisitRow? Visit);

/// <summary>
/// Daerah tidak terjangkau: records for many units at once what is otherwise recorded one by one, each with its own event. All of it or nothing: false where
/// somebody else has changed one of them meanwhile. As many statements for many units as for few.
/// </summary>
internal sealed class AreaVisits(PatuhDb db, TimeProvider time)
{
    public Task<bool> OutOfReach(Actor me, string cycle, IReadOnlyList<AreaUnit> units, string why, CancellationToken cancel) => Together(cycle, async now =>
    {
        foreach (var same in units.Where(u => u.Visit is not null).GroupBy(u => (u.Visit!.State, u.Unit.Status, u.Unit.Reason)))
        {
            var (ids, (state, status, reason)) = (Ids(same), same.Key);
            if (await db.Set<VisitRow>().Where(v => ids.Contains(v.Id) && v.State == state).ExecuteUpdateAsync(v => v.SetProperty(x => x.State, VisitState.Unreachable).SetProperty(x => x.Reason, why).SetProperty(x => x.ChangedAt, now)
                .SetProperty(x => x.FormerState, state).SetProperty(x => x.UnitStatus, status).SetProperty(x => x.UnitReason, reason), cancel) != ids.Count)
                return false;
            foreach (var (unit, _, visit) in same)
                db.Audit(time, me.By(Right.PlansWrite, unit.Place), "visit.recorded", new Subject("visit", visit!.Id), before: new { visit.State, visit.Day }, after: new { state = VisitState.Unreachable }, why: why);
        }
        return await Change(me, units, _ => (AssessmentStatus.Unreachable, why), why, cancel);
    }, cancel);

    /// <summary>Back to what each was before.</summary>
    public Task<bool> InReach(Actor me, string cycle, IReadOnlyList<AreaUnit> units, string why, CancellationToken cancel) => Together(cycle, async now =>
    {
        var unitIds = units.Select(u => u.Unit.Id).ToList();
        if (await db.Set<VisitRow>().AnyAsync(v => unitIds.Contains(v.AssessmentId) && VisitState.Standing.Contains(v.State), cancel))
            return false;
        foreach (var same in units.Where(u => u.Visit is not null).GroupBy(u => u.Visit!.FormerState ?? VisitState.Planned))
        {
            var (ids, to) = (Ids(same), same.Key);
            if (await db.Set<VisitRow>().Where(v => ids.Contains(v.Id) && v.State == VisitState.Unreachable)
                .ExecuteUpdateAsync(v => v.SetProperty(x => x.State, to).SetProperty(x => x.Reason, (string?)null).SetProperty(x => x.ChangedAt, now).SetProperty(x => x.FormerState, (string?)null).SetProperty(x => x.UnitStatus, (string?)null).SetProperty(x => x.UnitReason, (string?)null), cancel) != ids.Count)
                return false;
            foreach (var (unit, _, visit) in same)
                db.Audit(time, me.By(Right.PlansWrite, unit.Place), "visit.corrected", new Subject("visit", visit!.Id), before: new { visit.State, visit.Day, visit.Reason }, after: new { state = to }, why: why);
        }
        return await Change(me, units, u => (u.Visit?.UnitStatus ?? AssessmentStatus.Assessed, u.Visit?.UnitReason), why, cancel);
    }, cancel);

    private async Task<bool> Together(string cycle, Func<string, Task<bool>> act, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await act(Stamp.Now(time)))
            return false;
        await db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle).ExecuteUpdateAsync(c => c.SetProperty(x => x.Revision, x => x.Revision + 1), cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The status of the units. One without a visit is left out where a visit was planned meanwhile, and so all are.</summary>
    private async Task<bool> Change(Actor me, IReadOnlyList<AreaUnit> units, Func<AreaUnit, (string Status, string? Reason)> to, string why, CancellationToken cancel)
    {
        var visits = db.Set<VisitRow>();
        foreach (var same in units.DistinctBy(u => u.Unit.Id).GroupBy(u => (u.Unit.Status, To: to(u), Visited: u.Visit is not null)))
        {
            var (ids, from, (status, reason), visited) = (same.Select(u => u.Unit.Id).ToList(), same.Key.Status, same.Key.To, same.Key.Visited);
            if (await db.Set<AssessmentRow>().Where(a => ids.Contains(a.Id) && a.Status == from && (visited || !visits.Any(v => v.AssessmentId == a.Id && VisitState.Standing.Contains(v.State))))
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Reason, reason), cancel) != ids.Count)
                return false;
            foreach (var (unit, _, _) in same)
                db.Audit(time, me.By(Right.PlansWrite, unit.Place), "unit_plan.changed", new Subject("assessment", unit.Id), before: new { unit.Name, unit.Status, unit.Chosen }, after: new { unit.Name, status }, why: why);
        }
        return true;
    }

    private static List<string> Ids(IEnumerable<AreaUnit> units) => [.. units.Select(u => u.Visit!.Id)];
}
