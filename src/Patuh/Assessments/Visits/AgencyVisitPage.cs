using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>A page about the visits of one agency.</summary>
internal abstract class AgencyVisitPage(PatuhDb db, TimeProvider time) : VisitPage(db, time)
{
    public PlannedAgencyRow Agency { get; private set; } = null!;

    /// <summary>Of this agency alone.</summary>
    public IReadOnlyList<VisitLine> Visits { get; private set; } = [];

    /// <summary>Teams of its office, and any that visits it.</summary>
    public IReadOnlyList<VisitTeamRow> TeamRows { get; private set; } = [];

    /// <summary>Those that visits can be planned for.</summary>
    public IReadOnlyList<VisitTeamRow> Planning => [.. TeamRows.Where(t => t.EndedAt is null && t.OfficeId == OfficeId)];

    public string OfficeId => Teams.OfficeOf(Agency.OfficeId);

    public string Address => $"{Root}/instansi/{Agency.AgencyId}";

    /// <summary>A notice is the agency's: somebody of one unit sees the unit's own visits alone.</summary>
    public bool SeesNotices => !IsAgency || May(Right.SelfAssessmentWrite, Agency.Place);

    public bool MayPlan => Cycle.State != CycleState.Closed && May(Right.PlansWrite, Agency.Place);

    protected async Task<bool> Find(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || await Reach.Within(Db.Set<PlannedAgencyRow>(), Db.Set<AssessmentRow>()).SingleOrDefaultAsync(a => a.CycleId == cycle && a.AgencyId == agency, cancel) is not { } row)
            return false;
        (Agency, Title) = (row, L.T($"Kunjungan ke {row.Name}", $"Visits to {row.Name}"));
        Visits = await Lines(UnitsOf(null).Where(a => a.AgencyId == agency), cancel);
        var office = OfficeId;
        var visiting = Visits.Select(v => v.Visit.TeamId).Distinct().ToList();
        TeamRows = await Db.Set<VisitTeamRow>().Where(t => t.CycleId == cycle && ((t.OfficeId == office && t.EndedAt == null) || visiting.Contains(t.Id))).OrderBy(t => t.Name).ToListAsync(cancel);
        return true;
    }
}
