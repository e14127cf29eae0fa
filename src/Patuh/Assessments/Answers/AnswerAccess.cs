using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;

namespace Patuh.Assessments.Answers;

/// <summary>
/// Who sees which answers: offices see both kinds, an agency what it answered itself. What assessors find is not shown to the agency before it is published.
/// </summary>
internal static class AnswerAccess
{
    /// <summary>The kinds of answers that somebody sees of an assessment; none where the assessment is not theirs at all.</summary>
    public static IReadOnlyList<string> Seen(Actor me, AssessmentRow row) =>
        Permission.May(me, Right.AnswersRead, row.Place) ? AnswerKind.All
        : Permission.May(me, Right.SelfAssessmentWrite, row.Place) ? [AnswerKind.Self] : [];

    public static bool MayWrite(Actor me, AssessmentRow row, string kind) => Permission.May(me, AnswerLog.Right(kind), row.Place);
}
