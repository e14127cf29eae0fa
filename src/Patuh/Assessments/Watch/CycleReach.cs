using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;

namespace Patuh.Assessments.Watch;

/// <summary>What somebody sees of a cycle: assessments within reach, and which kind of answers of them.</summary>
/// <param name="Assessed">Where assessors' answers are seen.</param>
/// <param name="Self">Where the self-assessment is seen.</param>
internal sealed record CycleReach(Reach Assessed, Reach Self)
{
    private readonly string kind = AnswerKind.Assessed;

    public static CycleReach Of(Actor me) => new(Permission.Reach(me, Right.AnswersRead), Permission.Reach(me, Right.SelfAssessmentWrite));

    /// <summary>An office sees both, what assessors found unless it asks for the other; somebody of an agency sees the self-assessment.</summary>
    public string Kind
    {
        get => Assessed.Empty ? AnswerKind.Self : kind;
        init => kind = value;
    }

    public Reach Here => Assessed.Empty ? Self : Assessed;

    public IQueryable<AssessmentRow> Within(IQueryable<AssessmentRow> assessments)
    {
        var (all, own, provinces) = (Here.All, Here.Planned, Here.Provinces);
        return all ? assessments : assessments.Where(a => own.Contains(a.AgencyId) || (a.OrganisationId != null && own.Contains(a.OrganisationId)) || (a.OfficeId != null && own.Contains(a.OfficeId)) || (a.Province != null && provinces.Contains(a.Province)));
    }

    /// <summary>Agencies within reach; somebody of one unit sees the unit's agency through the unit alone.</summary>
    public IQueryable<PlannedAgencyRow> Within(IQueryable<PlannedAgencyRow> agencies, IQueryable<AssessmentRow> assessments)
    {
        var (all, own, provinces) = (Here.All, Here.Planned, Here.Provinces);
        return all ? agencies : agencies.Where(a => own.Contains(a.AgencyId) || (a.OfficeId != null && own.Contains(a.OfficeId)) || (a.Province != null && provinces.Contains(a.Province))
            || assessments.Any(x => x.CycleId == a.CycleId && x.AgencyId == a.AgencyId && x.OrganisationId != null && own.Contains(x.OrganisationId)));
    }
}
