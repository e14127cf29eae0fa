using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>
/// Urungkan: takes back the last own answer of a part that still stands, by a new answer that says what stood before it. Again takes back the one before; nothing is
/// removed from the log.
/// </summary>
internal sealed class AnswerUndo(PatuhDb db, AnswerLog log, TimeProvider time)
{
    private const int Depth = 200;

    /// <summary>False where there is nothing to take back.</summary>
    public async Task<bool> Last(Actor me, OpenAssessment open, string kind, IReadOnlyCollection<string> indicators, CancellationToken cancel)
    {
        var mine = await db.Set<AnswerEventRow>().Where(e => e.AssessmentId == open.Row.Id && e.Kind == kind && e.PersonId == me.PersonId && e.Held == "" && indicators.Contains(e.Indicator))
            .OrderByDescending(e => e.Number).Take(Depth).ToListAsync(cancel);
        if (LastOf(mine) is not { } last)
            return false;
        var standing = (await StandingAnswers.Of(db, open.Row.Id, kind, [last.Indicator], cancel)).Where(e => e.SubjectId == last.SubjectId).ToList();
        // somebody else has written there since, or it is a conflict: that is settled, not undone
        if (standing.Count != 1 || standing[0].PersonId != me.PersonId)
            return false;
        var before = last.After.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var one] ? await db.Set<AnswerEventRow>().SingleOrDefaultAsync(e => e.Id == one, cancel) : null;
        return (await log.Append(me, open.Row.Id, [Draft(last, standing[0], before, time.GetUtcNow())], cancel))[0].Fate == AnswerFate.Counted;
    }

    /// <summary>Which of somebody's answers, newest first, comes next: one that was taken back already is passed over, with what took it back. Null where there is none.</summary>
    public static AnswerEventRow? LastOf(IEnumerable<AnswerEventRow> newestFirst)
    {
        var taken = 0;
        foreach (var answer in newestFirst)
        {
            if (answer.Source == AnswerSource.Undo)
                taken++;
            else if (taken-- == 0)
                return answer;
        }
        return null;
    }

    /// <summary>The answer that takes one back: what stood before it stands again.</summary>
    public static AnswerDraft Draft(AnswerEventRow last, AnswerEventRow standing, AnswerEventRow? before, DateTimeOffset now) => new(
        Guid.CreateVersion7(now).ToString(), last.Kind, last.SubjectId, last.Indicator, before?.Value ?? "", before?.Note ?? "", before?.Reason ?? "", [standing.Id], now, "", AnswerSource.Undo);
}
