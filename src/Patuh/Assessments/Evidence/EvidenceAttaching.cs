using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Upload;

namespace Patuh.Assessments.Evidence;

/// <summary>What a file is to be used for.</summary>
internal sealed record EvidenceTarget(string AssessmentId, string Indicator, string SubjectId);

/// <summary>What is to be attached.</summary>
/// <param name="Kind">self or assessed.</param>
/// <param name="Uploads">Ids of uploads of whoever attaches.</param>
/// <param name="Evidence">Ids of evidence that is there already.</param>
/// <param name="Targets">Every one of them gets every file.</param>
/// <param name="Description">What new files show; may be empty.</param>
internal sealed record EvidenceOrder(string Kind, IReadOnlyList<string> Uploads, IReadOnlyList<string> Evidence, IReadOnlyList<EvidenceTarget> Targets, string Description);

/// <summary>Attaches files to indicators, new ones and those that are there already: one file may stand for many.</summary>
internal sealed class EvidenceAttaching(PatuhDb db, TimeProvider time, Uploads uploads)
{
    /// <summary>Null when all of it is done; otherwise a code of <see cref="EvidenceRefusal"/>, and nothing is.</summary>
    public async Task<string?> Attach(Actor me, OpenAssessment open, EvidenceOrder order, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await AgencyEvidence.Hold(db, me, open.Row.CycleId, open.Row.AgencyId, cancel) is not { } agency)
            return EvidenceRefusal.Foreign;
        if (order.Targets.Select(t => Refusal(agency, open, order.Kind, t)).FirstOrDefault(r => r is not null) is { } refusal)
            return refusal;
        if (agency.Closed(order.Kind, Stamp.Of(Stamp.Today(time))) is { } closed)
            return closed;
        var (there, uses) = await There(agency, order.Kind, cancel);
        var files = new List<EvidenceRow>();
        foreach (var id in order.Evidence)
        {
            if (there.Find(e => e.Id == id) is not { } known)
                return EvidenceRefusal.Gone;
            files.Add(known);
        }
        foreach (var id in order.Uploads)
        {
            if (await uploads.Take(db, me.PersonId, id, cancel) is not { } file)
                return EvidenceRefusal.Gone;
            // the same bytes once more are the same evidence
            files.Add(there.Find(e => e.FileHash == file.Hash) ?? files.Find(e => e.FileHash == file.Hash) ?? New(me, open, order, id, file.Hash));
        }
        foreach (var file in files.Distinct())
            Use(me, open, file, [.. order.Targets.Distinct().Where(t => !uses.Contains((file.Id, t)))]);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Whether all of it stands already, of the same uploads: the form came once more, after its answer was lost on the way.</summary>
    public async Task<bool> IsDone(Actor me, OpenAssessment open, EvidenceOrder order, CancellationToken cancel)
    {
        var (ids, assessments) = (order.Uploads.Distinct().ToList(), order.Targets.Select(t => t.AssessmentId).Distinct().ToList());
        var hashes = await db.Set<UploadRow>().Where(u => u.PersonId == me.PersonId && ids.Contains(u.Id) && u.State == UploadState.Taken).Select(u => u.FileHash).ToListAsync(cancel);
        if (ids.Count == 0 || order.Evidence.Count > 0 || hashes.Count != ids.Count)
            return false;
        var stands = await (
            from e in db.Set<EvidenceRow>()
            where e.CycleId == open.Row.CycleId && e.AgencyId == open.Row.AgencyId && e.Kind == order.Kind && e.WithdrawnAt == null && hashes.Contains(e.FileHash)
            join u in db.Set<EvidenceUseRow>() on e.Id equals u.EvidenceId
            where assessments.Contains(u.AssessmentId)
            select new { e.FileHash, u.AssessmentId, u.Indicator, u.SubjectId }).ToListAsync(cancel);
        return order.Targets.All(t => hashes.TrueForAll(h => stands.Exists(s => s.FileHash == h && new EvidenceTarget(s.AssessmentId, s.Indicator, s.SubjectId) == t)));
    }

    private static string? Refusal(AgencyEvidence agency, OpenAssessment open, string kind, EvidenceTarget target)
    {
        var row = agency.Assessments.FirstOrDefault(a => a.Id == target.AssessmentId);
        if (row is null || !AnswerAccess.MayWrite(agency.Me, row, kind) || (row.Level, row.InstrumentId, row.InstrumentVersion) != (open.Row.Level, open.Row.InstrumentId, open.Row.InstrumentVersion))
            return EvidenceRefusal.Foreign;
        // what only assessors ask is not there for an agency
        if (Method.Of(open.File, kind).Find(target.Indicator) is not { } found || found.Dimension.Level != Method.LevelOf(row.Level))
            return EvidenceRefusal.Foreign;
        if (target.SubjectId.Length > 0 && !(row.Id == open.Row.Id && open.Subjects.Any(s => s.Id == target.SubjectId && s.EndedAt is null && s.Role == SubjectRole.Of(found.Indicator.Subject))))
            return EvidenceRefusal.Foreign;
        return row.Status == AssessmentStatus.Assessed ? null : EvidenceRefusal.NotAssessed;
    }

    /// <summary>What stands of that kind and is seen by whoever attaches, and where all of it is used.</summary>
    private async Task<(List<EvidenceRow> Rows, HashSet<(string Id, EvidenceTarget Target)> Uses)> There(AgencyEvidence agency, string kind, CancellationToken cancel)
    {
        var rows = db.Set<EvidenceRow>().Where(e => e.CycleId == agency.Cycle.Id && e.AgencyId == agency.Agency.AgencyId && e.Kind == kind && e.WithdrawnAt == null);
        var uses = await db.Set<EvidenceUseRow>().Where(u => rows.Any(e => e.Id == u.EvidenceId)).ToListAsync(cancel);
        var usedFor = uses.ToLookup(u => u.EvidenceId, u => u.AssessmentId);
        return ([.. (await rows.ToListAsync(cancel)).Where(e => agency.Sees(e, usedFor[e.Id]))], [.. uses.Select(u => (u.EvidenceId, new EvidenceTarget(u.AssessmentId, u.Indicator, u.SubjectId)))]);
    }

    private EvidenceRow New(Actor me, OpenAssessment open, EvidenceOrder order, string upload, string hash)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var row = new EvidenceRow
        {
            Id = id,
            CycleId = open.Row.CycleId,
            AgencyId = open.Row.AgencyId,
            AssessmentId = open.Row.Id,
            Kind = order.Kind,
            SeriesId = id,
            FileHash = hash,
            Name = db.ChangeTracker.Entries<UploadRow>().Single(u => u.Entity.Id == upload).Entity.Name,
            Description = order.Description,
            Version = 1,
            UploadedBy = me.PersonId,
            UploadedAt = Stamp.Now(time),
        };
        db.Add(row);
        return row;
    }

    private void Use(Actor me, OpenAssessment open, EvidenceRow file, List<EvidenceTarget> targets)
    {
        if (targets.Count == 0)
            return;
        foreach (var target in targets)
            db.Add(EvidenceUses.New(file, target, me, time));
        db.Audit(time, me.By(AnswerLog.Right(file.Kind), open.Row.Place), "evidence.attached", new Subject("evidence", file.Id), after: new { file.Kind, file = file.FileHash, file.Version, uses = targets }, personal: new { file.Name, file.Description });
    }
}

internal static class EvidenceUses
{
    /// <summary>What an agency brings waits to be looked at; what an assessor found was looked at by whoever found it.</summary>
    public static EvidenceUseRow New(EvidenceRow file, EvidenceTarget target, Actor me, TimeProvider time) =>
        new()
        {
            EvidenceId = file.Id,
            AssessmentId = target.AssessmentId,
            Indicator = target.Indicator,
            SubjectId = target.SubjectId,
            State = file.Kind == AnswerKind.Assessed ? EvidenceState.Accepted : EvidenceState.Waiting,
            DecidedBy = file.Kind == AnswerKind.Assessed ? me.PersonId : null,
            DecidedAt = file.Kind == AnswerKind.Assessed ? Stamp.Now(time) : null,
        };
}
