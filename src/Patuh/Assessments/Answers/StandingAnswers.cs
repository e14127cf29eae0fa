using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>The answers that stand, with who gave them and when.</summary>
internal static class StandingAnswers
{
    /// <summary>All of one kind, in one query; <paramref name="indicators"/> keeps those of a part.</summary>
    public static async Task<List<AnswerEventRow>> Of(PatuhDb db, string assessment, string kind, IReadOnlyCollection<string>? indicators, CancellationToken cancel)
    {
        var heads = db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == assessment && h.Kind == kind);
        if (indicators is not null)
            heads = heads.Where(h => indicators.Contains(h.Indicator));
        return await (from h in heads join e in db.Set<AnswerEventRow>() on h.EventId equals e.Id select e).ToListAsync(cancel);
    }
}
