using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Upload;

namespace Patuh.Assessments.Evidence;

/// <summary>A new version takes the place of a file everywhere it is used, and waits to be looked at there; the former one is kept with what was decided about it.</summary>
internal sealed class EvidenceReplacing(PatuhDb db, TimeProvider time, Uploads uploads)
{
    /// <summary>Id of the new version, or a code of <see cref="EvidenceRefusal"/>.</summary>
    public async Task<(string? Id, string? Refusal)> Replace(Actor me, EvidenceRow former, UploadedFile upload, string description, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var agency = await AgencyEvidence.Hold(db, me, former.CycleId, former.AgencyId, cancel);
        var uses = await db.Set<EvidenceUseRow>().Where(u => u.EvidenceId == former.Id).ToListAsync(cancel);
        if (agency is null || !await db.Set<EvidenceRow>().AnyAsync(e => e.Id == former.Id && e.WithdrawnAt == null, cancel))
            return (null, EvidenceRefusal.Gone);
        if (!agency.MayReplace(former, uses))
            return (null, agency.Assessments.Any(a => AnswerAccess.MayWrite(me, a, former.Kind)) ? EvidenceRefusal.Elsewhere : EvidenceRefusal.Foreign);
        if (agency.Closed(former.Kind, Stamp.Of(Stamp.Today(time))) is { } closed)
            return (null, closed);
        if (upload.File!.Hash == former.FileHash)
            return (null, EvidenceRefusal.SameFile);
        if (await uploads.Take(db, me.PersonId, upload.Id, cancel) is not { } file)
            return (null, EvidenceRefusal.Gone);
        var now = Stamp.Now(time);
        var row = former with { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), FileHash = file.Hash, Name = upload.Name, Description = description, Version = former.Version + 1, ReplacesId = former.Id, UploadedBy = me.PersonId, UploadedAt = now };
        db.Add(row);
        foreach (var use in uses)
            db.Add(EvidenceUses.New(row, new EvidenceTarget(use.AssessmentId, use.Indicator, use.SubjectId), me, time));
        await db.Set<EvidenceRow>().Where(e => e.Id == former.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.WithdrawnAt, now).SetProperty(x => x.WithdrawnBy, me.PersonId), cancel);
        db.Audit(time, me.By(AnswerLog.Right(row.Kind), Where(agency, row)), "evidence.replaced", new Subject("evidence", row.Id), before: new { evidence = former.Id, file = former.FileHash, former.Version }, after: new { file = row.FileHash, row.Version, uses = uses.Count }, personal: new { before = former.Name, row.Name, row.Description });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (row.Id, null);
    }

    private static Place Where(AgencyEvidence agency, EvidenceRow row) => agency.Assessments.FirstOrDefault(a => a.Id == row.AssessmentId)?.Place ?? agency.Agency.Place;
}
