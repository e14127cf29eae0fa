using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Store;

namespace Patuh.Platform.Files.Scan;

/// <summary>Has files that wait looked at, and says what came of it. Where no scanner is configured nothing waits.</summary>
internal sealed partial class Scanner(DatabaseConfiguration database, IFileStore store, FileSettings settings, TimeProvider time, ILogger<Scanner> log)
{
    private readonly Clamd? clamd = settings.Clamd is { } address ? new Clamd(address) : null;

    private bool away;

    /// <summary>What a new file is before anybody has looked at it.</summary>
    public string First => clamd is null ? FileState.Clean : FileState.Waiting;

    /// <summary>Looks at one file that waits; false when the scanner does not answer.</summary>
    public async Task<bool> Look(string hash, CancellationToken cancel)
    {
        if (clamd is null)
            return true;
        await using var file = await store.Open(hash, cancel);
        if (file is null)
            return true;
        var verdict = await clamd.Look(file, cancel);
        await Say(hash, verdict, cancel);
        return verdict.Kind != VerdictKind.Away;
    }

    /// <summary>Looks at those that wait, longest untried first.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> Round(CancellationToken cancel)
    {
        await using var db = database.Open();
        // where scanning was switched off, nobody will look: said in docs/operating.md
        if (clamd is null)
            return await db.Set<StoredFileRow>().Where(f => f.State == FileState.Waiting).ExecuteUpdateAsync(f => f.SetProperty(x => x.State, FileState.Clean), cancel);
        var looked = 0;
        foreach (var hash in await db.Set<StoredFileRow>().Where(f => f.State == FileState.Waiting).OrderBy(f => f.TriedAt ?? "").Select(f => f.Hash).Take(20).ToListAsync(cancel))
        {
            if (!await Look(hash, cancel))
                break;
            looked++;
        }
        return looked;
    }

    private async Task Say(string hash, Verdict verdict, CancellationToken cancel)
    {
        await using var db = database.Open();
        if (verdict.Kind == VerdictKind.Away)
        {
            // said once, not with each try
            if (!away)
                Log.Away(log, verdict.Words);
            away = true;
            return;
        }
        away = false;
        var now = Stamp.Now(time);
        var waiting = db.Set<StoredFileRow>().Where(f => f.Hash == hash && f.State == FileState.Waiting);
        if (verdict.Kind == VerdictKind.Unsure)
        {
            Log.Unsure(log, hash, verdict.Words);
            await waiting.ExecuteUpdateAsync(f => f.SetProperty(x => x.TriedAt, now), cancel);
        }
        else if (verdict.Kind == VerdictKind.Clean)
            await waiting.ExecuteUpdateAsync(f => f.SetProperty(x => x.State, FileState.Clean).SetProperty(x => x.TriedAt, now), cancel);
        else
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (await waiting.ExecuteUpdateAsync(f => f.SetProperty(x => x.State, FileState.Refused).SetProperty(x => x.Refusal, FileProblem.Infected).SetProperty(x => x.TriedAt, now).SetProperty(x => x.PreviewHash, (string?)null), cancel) == 0)
                return;
            db.Audit(time, By.Program, "stored_file.refused", new Subject("file", hash), after: new { found = verdict.Words });
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            Log.Infected(log, hash, verdict.Words);
            // while a backup reads, the collector removes it later
            using var clean = store.Clean();
            if (clean is not null)
                await store.Remove(hash, cancel);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "the virus scanner does not answer ({Reason}); files wait for it")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "the virus scanner cannot say of file {Hash}: {Reason}; it waits (is StreamMaxLength of clamd.conf smaller than PATUH_FILE_LIMIT?)")]
        public static partial void Unsure(ILogger logger, string hash, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "file {Hash} is refused: the virus scanner found {Found}")]
        public static partial void Infected(ILogger logger, string hash, string found);
    }
}
