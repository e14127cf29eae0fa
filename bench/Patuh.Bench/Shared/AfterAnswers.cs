using Patuh.Assessments.Answers;
using Patuh.Platform.Data;

namespace Patuh.Bench.Shared;

/// <summary>The acknowledged answers of a day, looked for in the database.</summary>
/// <param name="Acknowledged">How many there are.</param>
/// <param name="Lost">Acknowledged and not there.</param>
/// <param name="Doubled">There more than once.</param>
/// <param name="Other">There with another content.</param>
/// <param name="Unknown">There, although nobody heard of it.</param>
/// <param name="NotStanding">The last of a cell, and not what stands in it.</param>
internal sealed record AfterAnswers(int Acknowledged, int Lost, int Doubled, int Other, int Unknown, int NotStanding)
{
    public bool IsRight => (Lost, Doubled, Other, Unknown, NotStanding) == (0, 0, 0, 0, 0);

    public static AfterAnswers Of(DatabaseConfiguration configuration, IReadOnlyCollection<AcknowledgedAnswer> acknowledged)
    {
        using var db = configuration.Open();
        var there = db.Set<AnswerEventRow>().AsEnumerable().ToLookup(e => e.Id);
        var heads = db.Set<AnswerHeadRow>().AsEnumerable().ToLookup(h => (h.AssessmentId, new Cell(h.Indicator, h.SubjectId)), h => h.EventId);
        var ids = acknowledged.Select(a => a.Draft.Id).ToHashSet();
        var replaced = acknowledged.SelectMany(a => a.Draft.After).ToHashSet();
        var last = acknowledged.Where(a => !replaced.Contains(a.Draft.Id));
        return new AfterAnswers(
            acknowledged.Count,
            acknowledged.Count(a => !there.Contains(a.Draft.Id)),
            there.Count(e => e.Count() > 1) + acknowledged.Count - ids.Count,
            acknowledged.Count(a => there[a.Draft.Id].Any(e => e.Value != a.Draft.Value || e.ContentHash != a.Draft.ContentHash(a.Assessment))),
            there.Count(e => !ids.Contains(e.Key)),
            last.Count(a => !heads[(a.Assessment, new Cell(a.Draft.Indicator, a.Draft.Subject))].SequenceEqual([a.Draft.Id])));
    }
}
