using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Upload;

namespace Patuh.Platform.Files.Sweep;

/// <summary>
/// Takes away what nobody needs: uploads whose day is over, files that no row refers to, bytes without a row. A new reference in the same moment wins: its foreign key
/// makes the removal fail, or the removal makes it fail, in the database.
/// </summary>
internal sealed class FileCollector(DatabaseConfiguration database, IFileStore store, FolderStore folder, TimeProvider time)
{
    private const int Batch = 200;

    /// <returns>How many files went; null while a backup holds them.</returns>
    public async Task<int?> Round(CancellationToken cancel)
    {
        await Expire(cancel);
        using var clean = store.Clean();
        if (clean is null)
            return null;
        var gone = 0;
        // a picture goes before its preview, which then is needed by nobody
        for (var some = -1; some != 0; gone += some)
            some = await Collect(cancel);
        await Strays(cancel);
        return gone;
    }

    private async Task Expire(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var db = database.Open();
        var over = Stamp.Of(now);
        await db.Set<UploadRow>().Where(u => string.Compare(u.ExpiresAt, over) < 0).ExecuteDeleteAsync(cancel);
        foreach (var left in folder.Left(now - 2 * Uploads.Lasts).Chunk(Batch))
        {
            var ids = left.Select(Path.GetFileName).ToList();
            var known = await db.Set<UploadRow>().Where(u => ids.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancel);
            foreach (var path in left.Where(p => !known.Contains(Path.GetFileName(p))))
                File.Delete(path);
        }
    }

    private async Task<int> Collect(CancellationToken cancel)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        var unneeded = string.Concat(FileReferences.Read(connection).Select(r => $" and not exists (select 1 from {r.Table} r where r.{r.Column} = stored_file.hash)"));
        var gone = 0;
        foreach (var hash in await Candidates(connection, unneeded, cancel))
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                if (await db.Set<StoredFileRow>().Where(f => f.Hash == hash).ExecuteDeleteAsync(cancel) == 1)
                {
                    db.Audit(time, By.Program, "stored_file.collected", new Subject("file", hash));
                    await db.SaveChangesAsync(cancel);
                    // before the row is let go: whoever brings the same bytes waits for it, and then puts them anew
                    await store.Remove(hash, cancel);
                    gone++;
                }
                await transaction.CommitAsync(cancel);
            }
            catch (DbException e) when (References.Held(e))
            {
                // somebody refers to it since: it stays
                db.ChangeTracker.Clear();
            }
        return gone;
    }

    private async Task<List<string>> Candidates(DbConnection connection, string unneeded, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        // what the scanner refused is remembered, so that it is refused again
        command.CommandText = $"select hash from stored_file where created_at < '{Stamp.Of(time.GetUtcNow() - Uploads.Lasts)}' and state <> 'refused'{unneeded} limit {Batch}";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var hashes = new List<string>();
        while (await reader.ReadAsync(cancel))
            hashes.Add(reader.GetString(0));
        return hashes;
    }

    /// <summary>Bytes whose row was never kept, or was refused while a backup was read.</summary>
    private async Task Strays(CancellationToken cancel)
    {
        await using var db = database.Open();
        var before = time.GetUtcNow() - Uploads.Lasts;
        foreach (var some in store.All().Where(f => f.At < before).Select(f => f.Hash).Chunk(Batch))
        {
            var kept = await db.Set<StoredFileRow>().Where(f => some.Contains(f.Hash) && f.State != FileState.Refused).Select(f => f.Hash).ToListAsync(cancel);
            foreach (var hash in some.Except(kept))
                await RemoveStray(db, hash, cancel);
        }
    }

    private async Task RemoveStray(PatuhDb db, string hash, CancellationToken cancel)
    {
        // a row of that name, never kept, makes whoever brings the same bytes wait
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        await db.Database.ExecuteSqlAsync($"insert into stored_file (hash, size, media_type, state, created_at) values ({hash}, 0, '', 'refused', {now}) on conflict (hash) do update set size = stored_file.size", cancel);
        if (await db.Set<StoredFileRow>().AnyAsync(f => f.Hash == hash && f.State == FileState.Refused, cancel))
            await store.Remove(hash, cancel);
        await transaction.RollbackAsync(cancel);
    }
}
