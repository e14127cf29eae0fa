using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Takes a workbook back: first to look at, then, all of it or nothing, into the log of answers.</summary>
internal sealed class WorkbookImport(PatuhDb db, AnswerLog answers, TimeProvider time)
{
    /// <summary>What it would change, and what would become of each answer; nothing is kept. What is wrong goes into <paramref name="problems"/>.</summary>
    public async Task<(WorkbookPlan Plan, IReadOnlyList<AnswerOutcome> Outcomes)> Look(Actor actor, OpenAssessment open, ReadWorkbook read, Reader L, List<CellProblem> problems, CancellationToken cancel)
    {
        var found = new WorkbookChanges(read, open, await WorkbookLog.Read(db, read.About, actor.PersonId, cancel), L);
        var plan = found.Find();
        problems.AddRange(found.Problems);
        var drafts = plan.Changes.Select(c => c.Draft).ToList();
        if (await AnswerBoard.Load(db, open, read.About.Kind, drafts, cancel) is not { } board)
            return (plan, []);
        var (now, today) = (Stamp.Now(time), Stamp.Of(Stamp.Today(time)));
        var met = open with { Subjects = [.. open.Subjects, .. WorkbookPlan.Rows(plan.People, open.Row.Id, open.Subjects, now, actor.PersonId)] };
        var outcomes = drafts.ConvertAll(new AnswerTaking(met, board, actor.PersonId, now, today).Take);
        // pens that were taken on trial are put back
        db.ChangeTracker.Clear();
        problems.AddRange(plan.Changes.Zip(outcomes).Where(o => o.Second.Fate == AnswerFate.Refused).Select(o => Problem(o.First, o.Second, L)));
        return (plan, outcomes);
    }

    /// <summary>Keeps what was looked at; null where something of it is refused by now, and nothing is kept.</summary>
    public async Task<IReadOnlyList<AnswerOutcome>?> Keep(Actor actor, OpenAssessment open, WorkbookParcel parcel, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // one at a time, so that new people get numbers of their own
        await db.Set<AssessmentRow>().Where(a => a.Id == open.Row.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Version, x => x.Version), cancel);
        var known = await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == open.Row.Id).ToListAsync(cancel);
        var people = WorkbookPlan.Rows(parcel.People, open.Row.Id, known, Stamp.Now(time), actor.PersonId);
        db.AddRange(people);
        await db.SaveChangesAsync(cancel);
        var outcomes = await answers.Append(actor, open.Row.Id, parcel.Drafts(), cancel);
        if (outcomes.Any(o => o.Fate == AnswerFate.Refused))
        {
            await transaction.RollbackAsync(cancel);
            return null;
        }
        if (people.Count > 0 || outcomes.Any(o => o.Fate != AnswerFate.Duplicate))
            db.Audit(time, actor.By(AnswerLog.Right(parcel.About.Kind), open.Row.Place), "workbook.imported", new Subject("assessment", open.Row.Id),
                after: new { kind = parcel.About.Kind, workbook = parcel.About.Id, sha256 = parcel.FileHash, answers = outcomes.Count(o => o.Fate != AnswerFate.Duplicate), people = people.Count });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return outcomes;
    }

    private static CellProblem Problem(WorkbookChange change, AnswerOutcome outcome, Reader L) =>
        new(change.Sheet, outcome.Code == RefusedCode.ReasonMissing ? change.ReasonCell : change.Cell, AnswerSentences.Of(outcome.Code, L));
}
