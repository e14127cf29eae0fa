using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>Counts and scores of an assessment made anew, after a change of its plan: what was answered is the same, what is asked is not.</summary>
internal static class AnswerCounts
{
    /// <summary>Within the transaction of the change, which has taken the assessment's row; whoever calls saves.</summary>
    public static async Task Renew(PatuhDb db, TimeProvider time, string assessment, CancellationToken cancel)
    {
        if (await OpenAssessment.Find(db, assessment, cancel) is not { } open)
            return;
        foreach (var kind in AnswerKind.All)
            if (await AnswerBoard.Load(db, open, kind, [], cancel) is { } board)
                board.Count(open, board.Standing.Score.ChangedBy, Stamp.Now(time));
    }
}
