using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Scan;
using Patuh.Platform.Files.Store;

namespace Patuh.Platform.Files.Upload;

/// <summary>What people upload, until a page of ours binds it to a record. Each upload belongs to one person; for others it is not there.</summary>
internal sealed class Uploads(DatabaseConfiguration database, FolderStore folder, FileIntake intake, Scanner scanner, FileSettings settings, TimeProvider time)
{
    /// <summary>On their way at once, of one person.</summary>
    public const int MostOpen = 10;

    /// <summary>Not used yet, of one person: as many bytes as this many of the largest files.</summary>
    public const int MostLargest = 10;

    /// <summary>Kept since something was last done to it.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    /// <summary>Begins an upload.</summary>
    /// <exception cref="FileProblem">Too large, or too many.</exception>
    public async Task<UploadRow> Open(string personId, string? name, long size, CancellationToken cancel)
    {
        if (size > settings.Limit)
            throw new FileProblem(FileProblem.TooLarge);
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // held to the end, so that two of one person at once count each other
        await RowLock.Take(db, "person", personId, cancel);
        var unused = db.Set<UploadRow>().Where(u => u.PersonId == personId && (u.State == UploadState.Open || u.State == UploadState.Done));
        if (await unused.CountAsync(u => u.State == UploadState.Open, cancel) >= MostOpen || await unused.SumAsync(u => (long)u.Size, cancel) + size > MostLargest * settings.Limit)
            throw new FileProblem(FileProblem.TooMany);
        var now = time.GetUtcNow();
        var row = new UploadRow { Id = Guid.CreateVersion7(now).ToString(), PersonId = personId, Name = FileName.Clean(name), Size = (int)size, State = UploadState.Open, CreatedAt = Stamp.Of(now), ExpiresAt = Stamp.Of(now + Lasts) };
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return row;
    }

    /// <summary>An upload of that person; null when it is none of theirs.</summary>
    public async Task<UploadedFile?> Find(string personId, string id, CancellationToken cancel)
    {
        await using var db = database.Open();
        return (await Of(db, personId, u => u.Id == id, cancel)).SingleOrDefault();
    }

    /// <summary>All of that person that no record uses, newest first.</summary>
    public async Task<IReadOnlyList<UploadedFile>> Of(string personId, CancellationToken cancel)
    {
        await using var db = database.Open();
        return await Of(db, personId, u => u.State != UploadState.Taken, cancel);
    }

    /// <summary>Keeps what has come whole, or says why not.</summary>
    public async Task<UploadedFile> Finish(UploadRow upload, CancellationToken cancel)
    {
        var draft = folder.Upload(upload.Id);
        if (!File.Exists(draft))
            await File.WriteAllBytesAsync(draft, [], cancel);
        await Settle(upload, draft, cancel);
        return (await Find(upload.PersonId, upload.Id, cancel))!;
    }

    /// <summary>Takes a file of a form in, as an upload that has come whole.</summary>
    public async Task<UploadedFile> Keep(string personId, IFormFile file, CancellationToken cancel)
    {
        var now = Stamp.Now(time);
        UploadRow row;
        try
        {
            row = await Open(personId, file.FileName, file.Length, cancel);
        }
        catch (FileProblem problem)
        {
            return new UploadedFile(new UploadRow { Id = "", PersonId = personId, Name = FileName.Clean(file.FileName), Size = 0, State = UploadState.Refused, Refusal = problem.Code, CreatedAt = now, ExpiresAt = now }, null);
        }
        await using (var part = new FileStream(folder.Upload(row.Id), FileMode.Create, FileAccess.Write, FileShare.None))
            await file.CopyToAsync(part, cancel);
        return await Finish(row, cancel);
    }

    /// <summary>
    /// Binds an upload to a record of the caller, who refers to the file by its hash (a foreign key) and saves both at once. Null when it is none of that person's,
    /// not finished, refused, or used already.
    /// </summary>
    public async Task<StoredFileRow?> Take(PatuhDb db, string personId, string uploadId, CancellationToken cancel)
    {
        if (db.ChangeTracker.Entries<UploadRow>().Any(u => u.Entity.Id == uploadId) || (await Of(db, personId, u => u.Id == uploadId, cancel)).SingleOrDefault() is not { IsReady: true } upload)
            return null;
        db.Attach(upload.Upload).Property(u => u.State).CurrentValue = UploadState.Taken;
        return upload.File;
    }

    /// <summary>Forgets an upload; its file goes with the next sweep when nobody else refers to it.</summary>
    public async Task<bool> Drop(string personId, string id, CancellationToken cancel)
    {
        await using var db = database.Open();
        if (await db.Set<UploadRow>().Where(u => u.Id == id && u.PersonId == personId && u.State != UploadState.Taken).ExecuteDeleteAsync(cancel) == 0)
            return false;
        File.Delete(folder.Upload(id));
        return true;
    }

    /// <summary>Something was done to it: it lasts a day from now.</summary>
    public async Task<string> Touch(string id, CancellationToken cancel)
    {
        var until = Stamp.Of(time.GetUtcNow() + Lasts);
        await using var db = database.Open();
        await db.Set<UploadRow>().Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.ExpiresAt, until), cancel);
        return until;
    }

    private static async Task<List<UploadedFile>> Of(PatuhDb db, string personId, System.Linq.Expressions.Expression<Func<UploadRow, bool>> which, CancellationToken cancel) =>
        [.. (await (from u in db.Set<UploadRow>().Where(which) where u.PersonId == personId
                    join f in db.Set<StoredFileRow>() on u.FileHash equals f.Hash into files from f in files.DefaultIfEmpty()
                    orderby u.Id descending select new { u, f }).ToListAsync(cancel)).Select(x => new UploadedFile(x.u, x.f))];

    private async Task Settle(UploadRow upload, string draft, CancellationToken cancel)
    {
        var (ready, refusal) = ((ReadyFile?)null, (string?)null);
        try
        {
            ready = await intake.Prepare(draft, cancel);
        }
        catch (FileProblem problem)
        {
            refusal = problem.Code;
        }
        var state = FileState.Refused;
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (ready is not null)
                (state, refusal) = await intake.Keep(db, ready, cancel);
            var hash = refusal is null ? ready!.Hash : null;
            var until = Stamp.Of(time.GetUtcNow() + Lasts);
            if (await db.Set<UploadRow>().Where(u => u.Id == upload.Id && u.State == UploadState.Open).ExecuteUpdateAsync(u => u
                .SetProperty(x => x.State, refusal is null ? UploadState.Done : UploadState.Refused).SetProperty(x => x.Refusal, refusal).SetProperty(x => x.FileHash, hash).SetProperty(x => x.ExpiresAt, until), cancel) == 1)
            {
                if (hash is not null)
                    db.Audit(time, new By(upload.PersonId), "stored_file.uploaded", new Subject("file", hash), after: new { ready!.Size, ready.Kind.MediaType }, personal: new { upload.Name });
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
            }
        }
        File.Delete(draft);
        if (state == FileState.Waiting)
            await scanner.Look(ready!.Hash, cancel);
    }
}
