using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>What is still incomplete in an open cycle: what its closing would leave so.</summary>
/// <param name="Units">Units that are assessed.</param>
/// <param name="NotBegun">Those without an answer of an assessor.</param>
/// <param name="UnderWay">Those begun and not complete.</param>
/// <param name="Held">Answers that nobody has decided about, of assessors and of agencies.</param>
/// <param name="SelfMissing">Agencies that are asked for a self-assessment and have not submitted it.</param>
internal sealed record CycleRest(int Units, int NotBegun, int UnderWay, int Held, int SelfMissing)
{
    public bool Any => NotBegun + UnderWay + Held + SelfMissing > 0;

    /// <summary>Three queries.</summary>
    public static async Task<CycleRest> Of(PatuhDb db, string cycle, CancellationToken cancel)
    {
        var assessments = db.Set<AssessmentRow>().Where(a => a.CycleId == cycle);
        var units = await (from a in assessments
                           where a.Level == AssessmentLevel.Unit && a.Status == AssessmentStatus.Assessed
                           join s in db.Set<AssessmentScoreRow>() on a.Id equals s.AssessmentId
                           where s.Kind == AnswerKind.Assessed
                           group s by 1 into g
                           select new { Units = g.Count(), NotBegun = g.Sum(s => s.ChangedBy == null && s.State != "scored" ? 1 : 0), Complete = g.Sum(s => s.State == "scored" ? 1 : 0) }).SingleOrDefaultAsync(cancel);
        var held = await (from a in assessments join s in db.Set<AssessmentScoreRow>() on a.Id equals s.AssessmentId select (int?)s.Held).SumAsync(cancel) ?? 0;
        var self = await SelfMissingIn(db, cycle).CountAsync(cancel);
        return units is null ? new(0, 0, 0, held, self) : new(units.Units, units.NotBegun, units.Units - units.Complete - units.NotBegun, held, self);
    }

    /// <summary>Agencies that are assessed, have something to fill in themselves, and have not submitted it.</summary>
    public static IQueryable<PlannedAgencyRow> SelfMissingIn(PatuhDb db, string cycle) =>
        db.Set<PlannedAgencyRow>().Where(p => p.CycleId == cycle && p.Status == AssessmentStatus.Assessed && p.SelfState != SelfState.Submitted
            && db.Set<AssessmentRow>().Any(a => a.CycleId == p.CycleId && a.AgencyId == p.AgencyId && a.Status == AssessmentStatus.Assessed && db.Set<AssessmentScoreRow>().Any(s => s.AssessmentId == a.Id && s.Kind == AnswerKind.Self)));
}
