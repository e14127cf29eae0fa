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
    public async Task Plan(Actor me, PlannedAgencyRow agency, VisitTeamRow team, IReadOnlyList<NewVisit> visits, CancellationToken cancel)
    {
        var now = Stamp.Now(time);
        foreach (var (unit, day, starts) in visits)
        {
            var visit = new VisitRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), CycleId = agency.CycleId, AssessmentId = unit.Id, TeamId = team.Id, Day = day, Starts = starts, State = VisitState.Planned, MadeAt = now, MadeBy = me.PersonId, ChangedAt = now };
            db.Add(visit);
            db.Audit(time, me.By(Right.PlansWrite, agency.Place), "visit.planned", new Subject("visit", visit.Id), after: new { assessment = unit.Id, team = team.Id, day, starts });
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>To another day, time or team: it is planned anew, and its agency has to be told.</summary>
    public async Task<bool> Move(Actor me, PlannedAgencyRow agency, VisitRow visit, string team, string day, string starts, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        if (await As(visit).ExecuteUpdateAsync(v => v.SetProperty(x => x.Day, day).SetProperty(x => x.Starts, starts).SetProperty(x => x.TeamId, team).SetProperty(x => x.State, VisitState.Planned).SetProperty(x => x.ChangedAt, now), cancel) == 0)
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
        var now = Stamp.Now(time);
        if (await As(line.Visit).ExecuteUpdateAsync(v => v.SetProperty(x => x.State, state).SetProperty(x => x.Reason, why).SetProperty(x => x.ChangedAt, now), cancel) == 0)
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

    /// <summary>The row, if it is still as it was read.</summary>
    private IQueryable<VisitRow> As(VisitRow visit) =>
        db.Set<VisitRow>().Where(v => v.Id == visit.Id && v.State == visit.State && v.Day == visit.Day && v.Starts == visit.Starts && v.TeamId == visit.TeamId);
}
