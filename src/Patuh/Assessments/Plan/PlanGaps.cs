using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>What a plan still lacks. A cycle may be opened with gaps: officers are named in the weeks before a visit.</summary>
internal sealed record PlanGaps(int Units, int NotChosen, int UnnamedProducts, int UnnamedOfficers, int UnconfirmedOfficers, int WithoutSubjects)
{
    public bool Any => NotChosen + UnnamedProducts + UnnamedOfficers + UnconfirmedOfficers + WithoutSubjects > 0;

    /// <summary>Two queries.</summary>
    public static async Task<PlanGaps> Of(IQueryable<AssessmentRow> units, PatuhDb db, CancellationToken cancel)
    {
        var assessed = units.Where(a => a.Status == AssessmentStatus.Assessed);
        var counts = await assessed.GroupBy(a => 1).Select(g => new
        {
            Units = g.Count(),
            NotChosen = g.Sum(a => a.Chosen ? 0 : 1),
            Without = g.Sum(a => db.Set<AssessmentSubjectRow>().Any(s => s.AssessmentId == a.Id && s.EndedAt == null) ? 0 : 1),
        }).SingleOrDefaultAsync(cancel);
        if (counts is null)
            return new(0, 0, 0, 0, 0, 0);
        var subjects = await (from a in assessed
                              join s in db.Set<AssessmentSubjectRow>() on a.Id equals s.AssessmentId
                              where s.EndedAt == null && SubjectRole.Planned.Contains(s.Role)
                              group s by s.Role into g
                              select new { Role = g.Key, Unnamed = g.Sum(s => s.Name == "" ? 1 : 0), Unconfirmed = g.Sum(s => s.Name != "" && s.ConfirmedAt == null ? 1 : 0) }).ToListAsync(cancel);
        return new(counts.Units, counts.NotChosen, subjects.Where(s => s.Role == SubjectRole.Product).Sum(s => s.Unnamed),
            subjects.Where(s => s.Role != SubjectRole.Product).Sum(s => s.Unnamed), subjects.Where(s => s.Role != SubjectRole.Product).Sum(s => s.Unconfirmed), counts.Without);
    }
}
