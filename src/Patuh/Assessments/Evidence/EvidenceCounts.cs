using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Evidence;

/// <summary>How much of what agencies brought waits to be looked at, and how much was sent back.</summary>
internal readonly record struct EvidenceCount(int Waiting, int Returned);

/// <summary>Counts evidence of many assessments at once; only for assessments whose evidence the reader may see.</summary>
internal static class EvidenceCounts
{
    /// <summary>Uses, in that state, of evidence that an agency brought and that no newer version has replaced.</summary>
    public static IQueryable<EvidenceUseRow> Standing(PatuhDb db, string state) => Standing(db, db.Set<EvidenceUseRow>().Where(u => u.State == state));

    /// <summary>By assessment: one query.</summary>
    public static async Task<Dictionary<string, EvidenceCount>> Of(PatuhDb db, IReadOnlyCollection<string> assessments, CancellationToken cancel) =>
        await Open(db).Where(u => assessments.Contains(u.AssessmentId)).GroupBy(u => u.AssessmentId)
            .Select(g => new { g.Key, Waiting = g.Sum(u => u.State == EvidenceState.Waiting ? 1 : 0), Returned = g.Sum(u => u.State == EvidenceState.NeedsRevision ? 1 : 0) })
            .ToDictionaryAsync(g => g.Key, g => new EvidenceCount(g.Waiting, g.Returned), cancel);

    /// <summary>By agency, of the assessments given: one query.</summary>
    public static async Task<Dictionary<string, EvidenceCount>> ByAgency(PatuhDb db, IQueryable<AssessmentRow> assessments, CancellationToken cancel) =>
        await (from u in Open(db) join a in assessments on u.AssessmentId equals a.Id group u by a.AgencyId into g select new { g.Key, Waiting = g.Sum(u => u.State == EvidenceState.Waiting ? 1 : 0), Returned = g.Sum(u => u.State == EvidenceState.NeedsRevision ? 1 : 0) })
            .ToDictionaryAsync(g => g.Key, g => new EvidenceCount(g.Waiting, g.Returned), cancel);

    private static IQueryable<EvidenceUseRow> Open(PatuhDb db) => Standing(db, db.Set<EvidenceUseRow>().Where(u => u.State != EvidenceState.Accepted));

    private static IQueryable<EvidenceUseRow> Standing(PatuhDb db, IQueryable<EvidenceUseRow> uses) =>
        from u in uses
        join e in db.Set<EvidenceRow>() on u.EvidenceId equals e.Id
        where e.WithdrawnAt == null && e.Kind == AnswerKind.Self
        select u;
}
