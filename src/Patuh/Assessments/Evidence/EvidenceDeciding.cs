using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Evidence;

/// <summary>Detaches a file from one indicator, and decides about it there. The file itself stays.</summary>
internal sealed class EvidenceDeciding(PatuhDb db, TimeProvider time)
{
    /// <summary>Null when it is done; otherwise a code of <see cref="EvidenceRefusal"/>.</summary>
    public async Task<string?> Detach(Actor me, OpenAssessment open, string evidence, EvidenceTarget target, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Find(me, open, evidence, target, cancel) is not ({ } agency, { } file, { } use))
            return EvidenceRefusal.Gone;
        if (!AnswerAccess.MayWrite(me, open.Row, file.Kind))
            return EvidenceRefusal.Foreign;
        if (agency.Closed(file.Kind, Stamp.Of(Stamp.Today(time))) is { } closed)
            return closed;
        await Row(use).ExecuteDeleteAsync(cancel);
        db.Audit(time, me.By(AnswerLog.Right(file.Kind), open.Row.Place), "evidence.detached", new Subject("evidence", file.Id), before: new { file = file.FileHash, file.Version, use = target, use.State, use.Reason, use.DecidedBy, use.DecidedAt });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>The same; <paramref name="why"/> says what is to be put right where it is not accepted.</summary>
    public async Task<string?> Decide(Actor me, OpenAssessment open, string evidence, EvidenceTarget target, bool accept, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Find(me, open, evidence, target, cancel) is not ({ } agency, { Kind: AnswerKind.Self } file, { } use))
            return EvidenceRefusal.Gone;
        if (!AnswerAccess.MayWrite(me, open.Row, AnswerKind.Assessed))
            return EvidenceRefusal.Foreign;
        if (!EvidenceRules.Decides(agency.Cycle, agency.Stages, Stamp.Of(Stamp.Today(time))))
            return EvidenceRefusal.DecisionsClosed;
        var (state, now) = (accept ? EvidenceState.Accepted : EvidenceState.NeedsRevision, Stamp.Now(time));
        await Row(use).ExecuteUpdateAsync(u => u.SetProperty(x => x.State, state).SetProperty(x => x.Reason, why).SetProperty(x => x.DecidedBy, me.PersonId).SetProperty(x => x.DecidedAt, now), cancel);
        db.Audit(time, me.By(Right.AnswersWrite, open.Row.Place), accept ? "evidence.accepted" : "evidence.returned", new Subject("evidence", file.Id), before: new { use.State }, after: new { file = file.FileHash, file.Version, use = target }, why: why.Length == 0 ? null : why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private async Task<(AgencyEvidence? Agency, EvidenceRow? File, EvidenceUseRow? Use)> Find(Actor me, OpenAssessment open, string evidence, EvidenceTarget target, CancellationToken cancel)
    {
        var agency = await AgencyEvidence.Hold(db, me, open.Row.CycleId, open.Row.AgencyId, cancel);
        var file = await db.Set<EvidenceRow>().SingleOrDefaultAsync(e => e.Id == evidence && e.WithdrawnAt == null, cancel);
        var use = await db.Set<EvidenceUseRow>().SingleOrDefaultAsync(u => u.EvidenceId == evidence && u.AssessmentId == open.Row.Id && u.Indicator == target.Indicator && u.SubjectId == target.SubjectId, cancel);
        return (agency, file, use);
    }

    private IQueryable<EvidenceUseRow> Row(EvidenceUseRow use) =>
        db.Set<EvidenceUseRow>().Where(u => u.EvidenceId == use.EvidenceId && u.AssessmentId == use.AssessmentId && u.Indicator == use.Indicator && u.SubjectId == use.SubjectId);
}
