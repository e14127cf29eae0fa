using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>
/// Takes products and respondents off the plan, and puts them back. What was answered of them stays in the log; counts and score are made right in the same transaction.
/// </summary>
internal sealed class SubjectEnding(PatuhDb db, TimeProvider time)
{
    /// <param name="me">Who.</param>
    /// <param name="right">The right that is used: plans for what is planned, answers for people who are interviewed.</param>
    /// <param name="row">The assessment.</param>
    /// <param name="subject">Whom.</param>
    /// <param name="why">A reason.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task Withdraw(Actor me, string right, AssessmentRow row, AssessmentSubjectRow subject, string why, CancellationToken cancel)
    {
        await using var transaction = await Begin(row, cancel);
        var now = Stamp.Now(time);
        if (await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedWhy, why), cancel) == 0)
            return;
        db.Audit(time, me.By(right, row.Place), "respondent_plan.withdrawn", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role, subject.Number }, why: why, personal: new { name = subject.Name });
        await End(row, transaction, cancel);
    }

    /// <summary>Undoes a withdrawal.</summary>
    public async Task Restore(Actor me, string right, AssessmentRow row, AssessmentSubjectRow subject, CancellationToken cancel)
    {
        await using var transaction = await Begin(row, cancel);
        if (await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id && s.EndedAt != null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, (string?)null).SetProperty(x => x.EndedWhy, (string?)null), cancel) == 0)
            return;
        db.Audit(time, me.By(right, row.Place), "respondent_plan.restored", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role, subject.Number }, personal: new { name = subject.Name });
        await End(row, transaction, cancel);
    }

    /// <summary>Undoes a replacement: the first is asked again, who came in their place is withdrawn.</summary>
    public async Task Return(Actor me, AssessmentRow row, AssessmentSubjectRow subject, AssessmentSubjectRow successor, CancellationToken cancel)
    {
        await using var transaction = await Begin(row, cancel);
        var now = Stamp.Now(time);
        if (await db.Set<AssessmentSubjectRow>().Where(s => s.Id == successor.Id && s.ReplacesId == subject.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ReplacesId, (string?)null).SetProperty(x => x.EndedAt, x => x.EndedAt ?? now).SetProperty(x => x.EndedWhy, x => x.EndedWhy ?? ""), cancel) == 0)
            return;
        await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, (string?)null).SetProperty(x => x.EndedWhy, (string?)null), cancel);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.replacement_undone", new Subject("assessment", row.Id), after: new { subject = subject.Id, by = successor.Id, subject.Role }, personal: new { name = subject.Name, was = successor.Name });
        await End(row, transaction, cancel);
    }

    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> Begin(AssessmentRow row, CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLock.Take(db, "assessment", row.Id, cancel);
        return transaction;
    }

    private async Task End(AssessmentRow row, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancel)
    {
        await AnswerCounts.Renew(db, time, row.Id, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
