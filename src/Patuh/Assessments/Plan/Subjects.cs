using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Changes who and what is asked in a unit. Names of officers are personal: the audit trail keeps them apart.</summary>
internal sealed class Subjects(PatuhDb db, TimeProvider time)
{
    public async Task Rename(Actor me, AssessmentRow row, AssessmentSubjectRow subject, string name, string post, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // somebody else's name is confirmed anew
        await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, name).SetProperty(x => x.Post, post)
            .SetProperty(x => x.ConfirmedAt, x => x.Name == name ? x.ConfirmedAt : null), cancel);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.named", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role, post }, personal: new { before = subject.Name, name });
        await Save(transaction, cancel);
    }

    /// <summary>Ends one and adds a replacement in its place. What the first has answered stays; what is sent for it later is held.</summary>
    public async Task Replace(Actor me, AssessmentRow row, AssessmentSubjectRow subject, string name, string post, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedWhy, why), cancel);
        var replacement = subject with { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), Name = name, Post = post, Standing = SubjectRole.Replacement, ReplacesId = subject.Id, ConfirmedAt = null, AddedAt = now, AddedBy = me.PersonId };
        db.Add(replacement);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.replaced", new Subject("assessment", row.Id), after: new { subject = subject.Id, by = replacement.Id, subject.Role, post }, why: why, personal: new { before = subject.Name, name });
        await Save(transaction, cancel);
    }

    public async Task Confirm(Actor me, AssessmentRow row, AssessmentSubjectRow subject, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, now), cancel);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.confirmed", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role });
        await Save(transaction, cancel);
    }

    /// <summary>A service user who agreed: a number, nothing else. The id is its maker's, so that the same twice is one; null when it belongs to somebody else already.</summary>
    public async Task<(int Number, bool New)?> AddUser(Actor me, OpenAssessment open, string id, DateTimeOffset consented, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLock.Take(db, "assessment", open.Row.Id, cancel);
        if (await db.Set<AssessmentSubjectRow>().SingleOrDefaultAsync(s => s.Id == id, cancel) is { } known)
            return known.AssessmentId == open.Row.Id && known.Role == SubjectRole.User ? (known.Number, false) : null;
        var number = await db.Set<AssessmentSubjectRow>().CountAsync(s => s.AssessmentId == open.Row.Id && s.Role == SubjectRole.User, cancel) + 1;
        db.Add(new AssessmentSubjectRow { Id = id, AssessmentId = open.Row.Id, Role = SubjectRole.User, Kind = "", Number = number, Name = "", Post = "", Standing = SubjectRole.Primary, ConsentedAt = Stamp.Of(consented), AddedAt = Stamp.Now(time), AddedBy = me.PersonId });
        db.Audit(time, me.By(Right.AnswersWrite, open.Row.Place), "respondent_plan.user_added", new Subject("assessment", open.Row.Id), after: new { subject = id, number });
        await Save(transaction, cancel);
        return (number, true);
    }

    private async Task Save(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
