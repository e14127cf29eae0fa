using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>Decides about answers that are kept without counting: accepted, one becomes a new answer of whoever accepts it; set aside, it stays in the log.</summary>
internal sealed class HeldAnswers(PatuhDb db, TimeProvider time, AnswerLog log)
{
    public const string Accepted = "accepted";
    public const string Dismissed = "dismissed";

    /// <summary>Null when it is done; otherwise the code of why not, empty where there is no such answer to decide about.</summary>
    public async Task<string?> Settle(Actor me, OpenAssessment open, string kind, string id, bool accept, CancellationToken cancel)
    {
        if (open.Cycle.State == CycleState.Closed)
            return HeldCode.StageClosed;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        var settled = accept ? Accepted : Dismissed;
        var changed = await db.Set<AnswerEventRow>().Where(e => e.Id == id && e.AssessmentId == open.Row.Id && e.Kind == kind && e.Held != "" && e.Settled == null)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.Settled, settled).SetProperty(x => x.SettledBy, me.PersonId).SetProperty(x => x.SettledAt, now), cancel);
        if (changed == 0)
            return "";
        var held = await db.Set<AnswerEventRow>().SingleAsync(e => e.Id == id, cancel);
        if (accept && await Accept(me, open, held, cancel) is { } refusal)
            return refusal;
        await db.Set<AssessmentScoreRow>().Where(s => s.AssessmentId == open.Row.Id && s.Kind == kind).ExecuteUpdateAsync(s => s.SetProperty(x => x.Held, x => x.Held - 1), cancel);
        db.Audit(time, me.By(AnswerLog.Right(kind), open.Row.Place), "answer_held.settled", new Subject("assessment", open.Row.Id), after: new { answer = id, number = held.Number, settled, held.Held });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private async Task<string?> Accept(Actor me, OpenAssessment open, AnswerEventRow held, CancellationToken cancel)
    {
        var standing = (await StandingAnswers.Of(db, open.Row.Id, held.Kind, [held.Indicator], cancel)).Where(e => e.SubjectId == held.SubjectId).Select(e => e.Id).ToList();
        var moment = time.GetUtcNow();
        var reason = held.Reason.Length > 0 ? held.Reason : $"Diterima dari jawaban nomor {held.Number} (answer {held.Number}, accepted)";
        var draft = new AnswerDraft(Guid.CreateVersion7(moment).ToString(), held.Kind, held.SubjectId, held.Indicator, held.Value, held.Note, reason, standing, Stamp.Read(held.MadeAt), held.Device, held.Source);
        var outcome = (await log.Append(me, open.Row.Id, [draft], decided: true, cancel))[0];
        return outcome.Fate == AnswerFate.Counted ? null : outcome.Code;
    }
}
