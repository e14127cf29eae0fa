using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>A visit that is to be planned.</summary>
internal sealed record NewVisit(AssessmentRow Unit, string Day, string Starts);

/// <summary>Plans, moves, cancels and records visits. What has changed meanwhile is not changed: each says false then.</summary>
internal sealed class VisitPlans(PatuhDb db, TimeProvider time, UnitPlans units)
{
    /// <summary>All of them, or none: where the team has ended, or a unit has another visit by now.</summary>
    public async Task<bool> Plan(Actor me, VisitTeamRow team, IReadOnlyList<NewVisit> visits, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ids = visits.Select(v => v.Unit.Id).ToList();
        if (!await Visits(team.Id, cancel) || await db.Set<VisitRow>().AnyAsync(v => ids.Contains(v.AssessmentId) && VisitState.Standing.Contains(v.State), cancel))
            return false;
        var now = Stamp.Now(time);
        foreach (var (unit, day, starts) in visits)
        {
            var visit = new VisitRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), CycleId = team.CycleId, AssessmentId = unit.Id, TeamId = team.Id, Day = day, Starts = starts, State = VisitState.Planned, MadeAt = now, MadeBy = me.PersonId, ChangedAt = now };
            db.Add(visit);
            db.Audit(time, me.By(Right.PlansWrite, unit.Place), "visit.planned", new Subject("visit", visit.Id), after: new { assessment = unit.Id, team = team.Id, day, starts });
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>To another day, time or team: it is planned anew, and its agency has to be told.</summary>
    public async Task<bool> Move(Actor me, PlannedAgencyRow agency, VisitRow visit, string team, string day, string starts, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        if (team != visit.TeamId && !await Visits(team, cancel))
            return false;
        if (await As(visit).ExecuteUpdateAsync(v => v.SetProperty(x => x.Day, day).SetProperty(x => x.Starts, starts).SetProperty(x => x.TeamId, team).SetProperty(x => x.State, VisitState.Planned).SetProperty(x => x.MessageId, (string?)null).SetProperty(x => x.ChangedAt, now), cancel) == 0)
            return false;
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "visit.moved", new Subject("visit", visit.Id), before: new { visit.Day, visit.Starts, visit.TeamId, visit.State }, after: new { day, starts, team });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What became of it. A unit that refused or could not be reached is not assessed, for the same reason.</summary>
    public async Task<bool> Record(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, VisitLine line, string state, string? why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (now, former, ends) = (Stamp.Now(time), line.Visit.State, VisitState.Correctable.Contains(state));
        var (status, reason) = state is VisitState.Refused or VisitState.Unreachable ? (line.Unit.Status, line.Unit.Reason) : (null, null);
        if (await As(line.Visit).ExecuteUpdateAsync(v => v.SetProperty(x => x.State, state).SetProperty(x => x.Reason, why).SetProperty(x => x.ChangedAt, now).SetProperty(x => x.FormerState, ends ? former : null).SetProperty(x => x.UnitStatus, status).SetProperty(x => x.UnitReason, reason), cancel) == 0)
            return false;
        if (state == VisitState.Cancelled)
            db.Audit(time, me.By(Right.PlansWrite, agency.Place), "visit.cancelled", new Subject("visit", line.Visit.Id), before: new { line.Visit.State, line.Visit.Day }, why: why);
        else
            db.Audit(time, me.By(Right.PlansWrite, agency.Place), "visit.recorded", new Subject("visit", line.Visit.Id), before: new { line.Visit.State, line.Visit.Day }, after: new { state }, why: why);
        if (state is VisitState.Refused or VisitState.Unreachable)
            await units.ChangeWithin(me, cycle, line.Unit, line.Unit.Name, state == VisitState.Refused ? AssessmentStatus.Refused : AssessmentStatus.Unreachable, why!, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>An end that was recorded wrongly: the visit is again what it was, and so is its unit where the visit had changed it and nobody else since. Not where the unit has another visit by now.</summary>
    public async Task<bool> Correct(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, VisitLine line, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (visit, now, to, all) = (line.Visit, Stamp.Now(time), line.Visit.FormerState ?? VisitState.Planned, db.Set<VisitRow>());
        if (await As(visit).Where(v => !all.Any(o => o.AssessmentId == v.AssessmentId && o.Id != v.Id && VisitState.Standing.Contains(o.State)))
            .ExecuteUpdateAsync(v => v.SetProperty(x => x.State, to).SetProperty(x => x.Reason, (string?)null).SetProperty(x => x.ChangedAt, now).SetProperty(x => x.FormerState, (string?)null).SetProperty(x => x.UnitStatus, (string?)null).SetProperty(x => x.UnitReason, (string?)null), cancel) == 0)
            return false;
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "visit.corrected", new Subject("visit", visit.Id), before: new { visit.State, visit.Day, visit.Reason }, after: new { state = to }, why: why);
        if (line.ChangedUnit)
            await units.ChangeWithin(me, cycle, line.Unit, line.Unit.Name, visit.UnitStatus ?? AssessmentStatus.Assessed, visit.UnitReason ?? why, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Whether a team still visits; while this is asked it does not end.</summary>
    private async Task<bool> Visits(string team, CancellationToken cancel)
    {
        await RowLock.Take(db, "visit_team", team, cancel);
        return await db.Set<VisitTeamRow>().AnyAsync(t => t.Id == team && t.EndedAt == null, cancel);
    }

    /// <summary>The row, if it is still as it was read.</summary>
    private IQueryable<VisitRow> As(VisitRow visit) =>
        db.Set<VisitRow>().Where(v => v.Id == visit.Id && v.State == visit.State && v.Day == visit.Day && v.Starts == visit.Starts && v.TeamId == visit.TeamId);
}
