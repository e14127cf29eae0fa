using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>Pena: who writes in a part. Taken by whoever writes first; somebody else of the team may take it over, which is on record.</summary>
internal sealed class Pens(PatuhDb db, TimeProvider time)
{
    public async Task Set(Actor me, AssessmentRow row, string kind, string part, bool take, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        var parts = db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == row.Id && p.Kind == kind && p.Part == part);
        var before = await parts.Select(p => p.PenId).SingleAsync(cancel);
        var changed = take
            ? await parts.Where(p => p.PenId != me.PersonId || p.PenId == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.PenId, me.PersonId).SetProperty(x => x.PenAt, now), cancel)
            : await parts.Where(p => p.PenId == me.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.PenId, (string?)null).SetProperty(x => x.PenAt, (string?)null), cancel);
        if (changed == 0)
            return;
        db.Audit(time, me.By(AnswerLog.Right(kind), row.Place), take ? "pen.taken" : "pen.put_down", new Subject("assessment", row.Id), before: before is null ? null : new { holder = before }, after: new { kind, part });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
