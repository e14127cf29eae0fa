using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Pictures;
using Patuh.Platform.Files.Scan;
using Patuh.Platform.Files.Store;

namespace Patuh.Platform.Files.Intake;

/// <summary>Something that is ready to be kept: looked at, without metadata, on this machine.</summary>
internal sealed record ReadyFile(string Draft, string Hash, int Size, FileKind Kind, MadePicture? Picture, string? PreviewDraft, string? PreviewHash);

/// <summary>
/// Takes a file in: says what it is, strips what tells of its maker, and keeps it. Bytes of a hash are put, and removed, only by whoever holds its row in a
/// transaction; so neither comes in the other's way.
/// </summary>
internal sealed partial class FileIntake(FolderStore folder, IFileStore store, PictureMaker pictures, FileSettings settings, Scanner scanner, TimeProvider time, ILogger<FileIntake> log)
{
    /// <summary>Looks at a file and makes of it what is kept; the file itself stays as it came.</summary>
    /// <exception cref="FileProblem">It is not taken.</exception>
    public async Task<ReadyFile> Prepare(string draft, CancellationToken cancel)
    {
        try
        {
            return await Look(draft, cancel);
        }
        // what a reader or a decoder stumbles over is no failure of ours
        catch (Exception e) when (e is EndOfStreamException or not (FileProblem or OperationCanceledException or IOException or UnauthorizedAccessException))
        {
            Log.Stumbled(log, e.GetType().Name);
            throw new FileProblem(FileProblem.Damaged);
        }
    }

    private async Task<ReadyFile> Look(string draft, CancellationToken cancel)
    {
        FileKind kind;
        await using (var file = new FileStream(draft, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16))
        {
            if (file.Length > settings.Limit)
                throw new FileProblem(FileProblem.TooLarge);
            kind = Sniffer.Sniff(file);
        }
        if (!kind.Picture)
            return await Copy(draft, kind, cancel);
        var picture = await pictures.Make(await File.ReadAllBytesAsync(draft, cancel), kind, cancel);
        var (made, preview) = (folder.Draft(time), folder.Draft(time));
        await File.WriteAllBytesAsync(made, picture.Bytes, cancel);
        await File.WriteAllBytesAsync(preview, picture.Preview, cancel);
        return new ReadyFile(made, Hash(picture.Bytes), picture.Bytes.Length, kind, picture, preview, Hash(picture.Preview));
    }

    /// <summary>A copy is what is kept: whoever is cut off before it is, still has what came.</summary>
    private async Task<ReadyFile> Copy(string draft, FileKind kind, CancellationToken cancel)
    {
        var copy = folder.Draft(time);
        File.Copy(draft, copy);
        try
        {
            await using var file = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
            if (kind == FileKind.Video)
                Mp4.Strip(file);
            // now, so that nobody waits for the disk within the transaction
            file.Flush(flushToDisk: true);
            file.Position = 0;
            return new ReadyFile(copy, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)), (int)file.Length, kind, null, null, null);
        }
        catch
        {
            File.Delete(copy);
            throw;
        }
    }

    /// <summary>Keeps a file within the caller's transaction, who refers to it in the same one and commits.</summary>
    /// <returns>Its state.</returns>
    public async Task<(string State, string? Refusal)> Keep(PatuhDb db, ReadyFile file, CancellationToken cancel)
    {
        var now = Stamp.Now(time);
        if (file.PreviewHash is { } preview)
        {
            await Row(db, preview, file.Picture!.Preview.Length, FileKind.WebP, FileState.Clean, null, null, now, cancel);
            await store.Put(preview, file.PreviewDraft!, cancel);
        }
        await Row(db, file.Hash, file.Size, file.Kind, scanner.First, file.Picture, file.PreviewHash, now, cancel);
        var row = await db.Set<StoredFileRow>().SingleAsync(f => f.Hash == file.Hash, cancel);
        if (row.State == FileState.Refused)
            File.Delete(file.Draft);
        else
            await store.Put(file.Hash, file.Draft, cancel);
        return (row.State, row.Refusal);
    }

    /// <summary>Makes or completes a row, and holds it: another who would remove it waits for the end of the transaction.</summary>
    private static Task Row(PatuhDb db, string hash, int size, FileKind kind, string state, MadePicture? picture, string? previewHash, string now, CancellationToken cancel)
    {
        var bands = picture?.Fingerprint is { } f ? Enumerable.Range(0, 4).Select(i => f.Substring(4 * i, 4)).ToArray() : new string?[4];
        return db.Database.ExecuteSqlAsync($"""
            insert into stored_file (hash, size, media_type, state, width, height, fingerprint, band1, band2, band3, band4, preview_hash, created_at)
            values ({hash}, {size}, {kind.MediaType}, {state}, {picture?.Width}, {picture?.Height}, {picture?.Fingerprint}, {bands[0]}, {bands[1]}, {bands[2]}, {bands[3]}, {previewHash}, {now})
            on conflict (hash) do update set width = coalesce(stored_file.width, excluded.width), height = coalesce(stored_file.height, excluded.height),
              fingerprint = coalesce(stored_file.fingerprint, excluded.fingerprint), band1 = coalesce(stored_file.band1, excluded.band1), band2 = coalesce(stored_file.band2, excluded.band2),
              band3 = coalesce(stored_file.band3, excluded.band3), band4 = coalesce(stored_file.band4, excluded.band4),
              preview_hash = case when stored_file.state = 'refused' then null else coalesce(stored_file.preview_hash, excluded.preview_hash) end
            """, cancel);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "a file could not be read ({Reason}) and is refused as damaged")]
        public static partial void Stumbled(ILogger logger, string reason);
    }
}
