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
    /// <param name="me">Who.</param>
    /// <param name="row">The assessment.</param>
    /// <param name="subject">Whom.</param>
    /// <param name="name">A name.</param>
    /// <param name="post">An officer's post; empty for products.</param>
    /// <param name="kind">A product's kind; empty for officers.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task Change(Actor me, AssessmentRow row, AssessmentSubjectRow subject, string name, string post, string kind, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // somebody else's name is confirmed anew
        await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, name).SetProperty(x => x.Post, post).SetProperty(x => x.Kind, kind)
            .SetProperty(x => x.ConfirmedAt, x => x.Name == name ? x.ConfirmedAt : null), cancel);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.named", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role, post, kind }, personal: new { before = subject.Name, name });
        await Save(transaction, cancel);
    }

    /// <summary>A product or an officer that the defaults do not have; with <paramref name="standing"/> replacement an officer who is ready to take another's place.</summary>
    public async Task Add(Actor me, AssessmentRow row, string role, string standing, string name, string post, string kind, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLock.Take(db, "assessment", row.Id, cancel);
        var number = await Next(row.Id, role, cancel);
        var added = new AssessmentSubjectRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), AssessmentId = row.Id, Role = role, Kind = kind, Number = number, Name = name, Post = post, Standing = standing, AddedAt = Stamp.Now(time), AddedBy = me.PersonId };
        db.Add(added);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.added", new Subject("assessment", row.Id), after: new { subject = added.Id, role, number, standing, post, kind }, personal: new { name });
        await db.SaveChangesAsync(cancel);
        // a product more is asked about more
        await AnswerCounts.Renew(db, time, row.Id, cancel);
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

    /// <summary>They will be there on the day: one officer, or all that are named.</summary>
    public async Task Confirm(Actor me, AssessmentRow row, IReadOnlyCollection<AssessmentSubjectRow> officers, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (now, ids) = (Stamp.Now(time), officers.Select(o => o.Id).ToList());
        await db.Set<AssessmentSubjectRow>().Where(s => ids.Contains(s.Id) && s.ConfirmedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, now), cancel);
        foreach (var subject in officers)
            db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.confirmed", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role });
        await Save(transaction, cancel);
    }

    public async Task Unconfirm(Actor me, AssessmentRow row, AssessmentSubjectRow subject, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<AssessmentSubjectRow>().Where(s => s.Id == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, (string?)null), cancel);
        db.Audit(time, me.By(Right.PlansWrite, row.Place), "respondent_plan.unconfirmed", new Subject("assessment", row.Id), after: new { subject = subject.Id, subject.Role, was = subject.ConfirmedAt });
        await Save(transaction, cancel);
    }

    /// <summary>
    /// A service user, or a member of the public, who agreed: a number, nothing else. The id is its maker's, so that the same twice is one; null when it belongs to somebody else already.
    /// </summary>
    public async Task<(int Number, bool New)?> AddUser(Actor me, OpenAssessment open, string role, string id, DateTimeOffset consented, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLock.Take(db, "assessment", open.Row.Id, cancel);
        if (await db.Set<AssessmentSubjectRow>().SingleOrDefaultAsync(s => s.Id == id, cancel) is { } known)
            return known.AssessmentId == open.Row.Id && known.Role == role ? (known.Number, false) : null;
        var number = await Next(open.Row.Id, role, cancel);
        db.Add(new AssessmentSubjectRow { Id = id, AssessmentId = open.Row.Id, Role = role, Kind = "", Number = number, Name = "", Post = "", Standing = SubjectRole.Primary, ConsentedAt = Stamp.Of(consented), AddedAt = Stamp.Now(time), AddedBy = me.PersonId });
        db.Audit(time, me.By(Right.AnswersWrite, open.Row.Place), "respondent_plan.user_added", new Subject("assessment", open.Row.Id), after: new { subject = id, role, number });
        await Save(transaction, cancel);
        return (number, true);
    }

    private async Task<int> Next(string assessment, string role, CancellationToken cancel) =>
        (await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == assessment && s.Role == role).MaxAsync(s => (int?)s.Number, cancel) ?? 0) + 1;

    private async Task Save(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
