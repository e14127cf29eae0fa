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
        var taken = 0;
        AnswerEventRow? last = null;
        foreach (var answer in mine)
        {
            if (answer.Source == AnswerSource.Undo)
                taken++;
            else if (taken-- == 0)
            {
                last = answer;
                break;
            }
        }
        if (last is null)
            return false;
        var standing = (await StandingAnswers.Of(db, open.Row.Id, kind, [last.Indicator], cancel)).Where(e => e.SubjectId == last.SubjectId).ToList();
        // somebody else has written there since, or it is a conflict: that is settled, not undone
        if (standing.Count != 1 || standing[0].PersonId != me.PersonId)
            return false;
        var before = last.After.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var one] ? await db.Set<AnswerEventRow>().SingleOrDefaultAsync(e => e.Id == one, cancel) : null;
        var now = time.GetUtcNow();
        var draft = new AnswerDraft(Guid.CreateVersion7(now).ToString(), kind, last.SubjectId, last.Indicator, before?.Value ?? "", before?.Note ?? "", before?.Reason ?? "", [standing[0].Id], now, "", AnswerSource.Undo);
        return (await log.Append(me, open.Row.Id, [draft], cancel))[0].Fate == AnswerFate.Counted;
    }
}
