using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>A page about the visits of a cycle. An agency sees its own visits and notices, an office those of its region.</summary>
internal abstract class VisitPage(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public string Root => Here + "/kunjungan";

    /// <summary>The stage in which visits take place.</summary>
    public CycleStageRow? Collection => StageRows.FirstOrDefault(s => s.Stage == Stages.Collection);

    /// <summary>Looks at its own visits alone: no teams, no clashes.</summary>
    public bool IsAgency => Reach.Assessed.Empty;

    /// <summary>The offices whose visits are within reach; none for an agency.</summary>
    public IReadOnlyList<(string Id, string Name)> Offices =>
        IsAgency ? []
        : Reach.Here.All ? [(OrganisationRow.HeadOfficeId, L.T("Kantor pusat", "Head office")), .. RegionalOffices.All.Select(o => (o.Id, o.Name))]
        : [.. RegionalOffices.All.Where(o => Reach.Here.Own.Contains(o.Id)).Select(o => (o.Id, o.Name))];

    protected override string? Said(string code) => VisitWords.Done(code, L) ?? base.Said(code);

    /// <summary>Units of the cycle within reach, of one office where that is given.</summary>
    protected IQueryable<AssessmentRow> UnitsOf(string? office)
    {
        var units = Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == Cycle.Id && a.Level == AssessmentLevel.Unit);
        return office is null ? units : office == OrganisationRow.HeadOfficeId ? units.Where(a => a.OfficeId == null) : units.Where(a => a.OfficeId == office);
    }

    /// <summary>Units that are visited: named, and assessed.</summary>
    protected static IQueryable<AssessmentRow> Visited(IQueryable<AssessmentRow> units) => units.Where(a => a.Chosen && a.Status == AssessmentStatus.Assessed);

    /// <summary>Those without a visit that takes place.</summary>
    protected IQueryable<AssessmentRow> Unplanned(IQueryable<AssessmentRow> units) =>
        Visited(units).Where(a => !Db.Set<VisitRow>().Any(v => v.AssessmentId == a.Id && VisitState.Standing.Contains(v.State)));

    protected Task<List<VisitLine>> Lines(IQueryable<AssessmentRow> units, CancellationToken cancel) => VisitLine.Of(Db, Cycle.Id, units, cancel);
}
