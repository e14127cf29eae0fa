using Patuh.Accounts.Organisations.Tree;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Demo;

/// <summary>A team of the demo's office that has been in one unit and goes to others: to those of the same agency within the next days, to those of the others a week later.</summary>
internal sealed class DemoVisits(PatuhDb db, TimeProvider time)
{
    private const int Others = 4;

    /// <param name="me">Leads the team.</param>
    /// <param name="members">The team, its leader among them.</param>
    /// <param name="office">Who plans.</param>
    /// <param name="cycle">It is open.</param>
    /// <param name="agency">Whose first unit has had its visit.</param>
    public void Plan(Actor me, IReadOnlyList<string> members, string office, AssessmentCycleRow cycle, string agency)
    {
        var units = Units(cycle.Id, agency);
        if (units.Count == 0)
            return;
        new Teams(db, time).Make(me, cycle.Id, office, "Tim 1 (contoh)", me.PersonId, members, default).GetAwaiter().GetResult();
        var team = db.Set<VisitTeamRow>().Single(t => t.CycleId == cycle.Id);
        var stage = db.Set<CycleStageRow>().Single(s => s.CycleId == cycle.Id && s.Stage == Stages.Collection);
        var today = Stamp.Today(time);
        var visits = new VisitPlans(db, time, new UnitPlans(db, time, new UnitNames(db, time, new TreeBook(db, time, []))));
        Put(visits, me, team, stage, units.Take(1), today.AddDays(-5));
        var line = VisitLine.Of(db, cycle.Id, db.Set<AssessmentRow>(), default).GetAwaiter().GetResult().Single();
        var planned = db.Set<PlannedAgencyRow>().Single(p => p.CycleId == cycle.Id && p.AgencyId == agency);
        visits.Record(me, cycle, planned, line, VisitState.Done, null, default).GetAwaiter().GetResult();
        Put(visits, me, team, stage, units.Skip(1), today.AddDays(1));
        var others = db.Set<PlannedAgencyRow>().Where(p => p.CycleId == cycle.Id && p.OfficeId == office && p.AgencyId != agency && p.Status == AssessmentStatus.Assessed).OrderBy(p => p.Name).Select(p => p.AgencyId).Take(Others).ToList();
        Put(visits, me, team, stage, others.SelectMany(a => Units(cycle.Id, a).Take(2)), today.AddDays(8));
    }

    private List<AssessmentRow> Units(string cycle, string agency) =>
        [.. db.Set<AssessmentRow>().Where(a => a.CycleId == cycle && a.AgencyId == agency && a.Level == AssessmentLevel.Unit && a.Status == AssessmentStatus.Assessed).OrderBy(a => a.Position)];

    private void Put(VisitPlans visits, Actor me, VisitTeamRow team, CycleStageRow stage, IEnumerable<AssessmentRow> chosen, DateOnly from)
    {
        var units = chosen.ToList();
        var taken = db.Set<VisitRow>().Where(v => v.TeamId == team.Id).Select(v => new { v.Day, v.Starts }).AsEnumerable().Select(v => (v.Day, v.Starts)).ToHashSet();
        var slots = Slots.Propose(units.Count, from, stage, taken, VisitHints.Current);
        visits.Plan(me, team, [.. units.Zip(slots, (unit, slot) => new NewVisit(unit, slot.Day, slot.Starts))], default).GetAwaiter().GetResult();
    }
}
