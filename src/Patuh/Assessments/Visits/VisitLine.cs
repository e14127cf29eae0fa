using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>A visit with the names that a list shows.</summary>
internal sealed record VisitLine(VisitRow Visit, AssessmentRow Unit, string Agency, string Team)
{
    public bool Standing => VisitState.Standing.Contains(Visit.State);

    public bool Ahead => VisitState.Ahead.Contains(Visit.State);

    /// <summary>An end that is put right where it was recorded wrongly.</summary>
    public bool Correctable => VisitState.Correctable.Contains(Visit.State);

    /// <summary>The unit is not assessed because of this visit.</summary>
    public bool ChangedUnit => Visit.State is VisitState.Refused or VisitState.Unreachable && Unit.Status == Visit.State && Unit.Reason == Visit.Reason;

    /// <summary>Visits of units, in the order of days: one query.</summary>
    public static async Task<List<VisitLine>> Of(PatuhDb db, string cycle, IQueryable<AssessmentRow> units, CancellationToken cancel)
    {
        var lines = await (from v in db.Set<VisitRow>()
                           where v.CycleId == cycle
                           join a in units on v.AssessmentId equals a.Id
                           join p in db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
                           join t in db.Set<VisitTeamRow>() on v.TeamId equals t.Id
                           orderby v.Day, v.Starts, v.Id
                           select new { v, a, p.Name, Team = t.Name }).ToListAsync(cancel);
        return lines.ConvertAll(l => new VisitLine(l.v, l.a, l.Name, l.Team));
    }
}
