namespace Patuh.Assessments.Plan;

/// <summary>What became of a product or respondent that is over: replaced by another, whose own answers stand beside its; or withdrawn, and asked about no more. Pure.</summary>
internal static class SubjectFate
{
    /// <summary>Ids of those that were withdrawn: what was answered of them stays in the log and counts nothing.</summary>
    public static IReadOnlySet<string> Withdrawn(IReadOnlyCollection<AssessmentSubjectRow> subjects)
    {
        var replaced = subjects.Select(s => s.ReplacesId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return subjects.Where(s => s.EndedAt is not null && !replaced.Contains(s.Id)).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The one who came in its place, or null.</summary>
    public static AssessmentSubjectRow? Successor(this IReadOnlyCollection<AssessmentSubjectRow> subjects, AssessmentSubjectRow subject) => subjects.FirstOrDefault(s => s.ReplacesId == subject.Id);
}
