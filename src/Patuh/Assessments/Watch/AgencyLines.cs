using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Watch;

/// <summary>An agency in a list, with the sums of what is assessed of it within reach.</summary>
internal sealed record AgencyLine(PlannedAgencyRow Agency, int Units, int Begun, int Complete, int Given, int Required, int Conflicts, int Held, EvidenceCount Evidence);

/// <summary>Sums of a page of agencies, in three queries.</summary>
internal static class AgencyLines
{
    public static async Task<IReadOnlyList<AgencyLine>> Of(PatuhDb db, List<PlannedAgencyRow> page, IQueryable<AssessmentRow> assessments, string kind, CancellationToken cancel)
    {
        var ids = page.ConvertAll(a => a.AgencyId);
        var here = assessments.Where(a => ids.Contains(a.AgencyId));
        var asked = here.Where(a => a.Status == AssessmentStatus.Assessed);
        var parts = await (from a in asked join p in db.Set<AssessmentPartRow>() on a.Id equals p.AssessmentId where p.Kind == kind group p by a.AgencyId into g select new { g.Key, Given = g.Sum(p => p.Given), Required = g.Sum(p => p.Required), Conflicts = g.Sum(p => p.Conflicts) }).ToDictionaryAsync(g => g.Key, cancel);
        var units = await (from a in asked
                           join s in db.Set<AssessmentScoreRow>() on a.Id equals s.AssessmentId
                           where s.Kind == kind
                           group new { a.Level, s.ChangedBy, s.State, s.Held } by a.AgencyId into g
                           select new
                           {
                               g.Key,
                               Units = g.Sum(x => x.Level == AssessmentLevel.Unit ? 1 : 0),
                               Begun = g.Sum(x => x.Level == AssessmentLevel.Unit && x.ChangedBy != null ? 1 : 0),
                               Complete = g.Sum(x => x.Level == AssessmentLevel.Unit && x.State == "scored" ? 1 : 0),
                               Held = g.Sum(x => x.Held),
                           }).ToDictionaryAsync(g => g.Key, cancel);
        var evidence = await EvidenceCounts.ByAgency(db, here, cancel);
        return [.. page.Select(a => (a, u: units.GetValueOrDefault(a.AgencyId), p: parts.GetValueOrDefault(a.AgencyId)))
            .Select(x => new AgencyLine(x.a, x.u?.Units ?? 0, x.u?.Begun ?? 0, x.u?.Complete ?? 0, x.p?.Given ?? 0, x.p?.Required ?? 0, x.p?.Conflicts ?? 0, x.u?.Held ?? 0, evidence.GetValueOrDefault(x.a.AgencyId)))];
    }
}
