using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Keys;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Backup;

/// <summary>
/// A backup that was decrypted into a folder of its own and restored there as a SQLite database, which proves itself: every table written out again comes to the
/// bytes of the backup, every file to its hash, and the audit trail is whole by its own key and by the seals that had left. Disposed, nothing of it stays.
/// </summary>
internal sealed class OpenedBackup : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patuh-restore-").FullName;
    private readonly FileStream plain;
    private readonly ZipArchive zip;

    /// <exception cref="UsageException">It does not open, is of a newer program, or is not whole.</exception>
    public OpenedBackup(string file, string passphrase, TimeProvider time, Action<string>? step = null)
    {
        try
        {
            plain = new FileStream(Path.Combine(folder, "backup.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            step?.Invoke("decrypting");
            using (var sealedFile = File.OpenRead(file))
                SealedStream.Read(sealedFile, passphrase, plain);
            plain.Position = 0;
            zip = new ZipArchive(plain, ZipArchiveMode.Read);
            Manifest = ReadManifest();
            Database = new DatabaseConfiguration(Path.Combine(folder, "patuh.db"));
            Keys = new KeyFolder(Path.Combine(folder, "keys"));
            Load(Database, time, step ?? (_ => { }));
            step?.Invoke("files");
            Stored = ProveFiles();
            WriteKeys(Keys.Folder);
            step?.Invoke("proving the audit trail");
            Trail = Prove();
        }
        catch (Exception e)
        {
            Dispose();
            if (e is InvalidDataException or JsonException or FormatException)
                throw new UsageException($"{Visible.Quoted(file)} opens, but what is inside is no backup of patuh, or not a whole one: {e.Message}");
            throw;
        }
    }

    public BackupManifest Manifest { get; }

    /// <summary>The copy; whoever keeps it moves its file away.</summary>
    public DatabaseConfiguration Database { get; }

    public KeyFolder Keys { get; }

    /// <summary>How many stored files there are, each of which comes to its hash.</summary>
    public int Stored { get; }

    /// <summary>What the proof of the audit trail found.</summary>
    public AuditVerdict Trail { get; }

    public long Rows => Manifest.Entries.Sum(e => e.Rows ?? 0);

    /// <summary>Fills an empty database in one transaction and holds each table against the backup before it is kept.</summary>
    /// <param name="target">Which.</param>
    /// <param name="time">The clock of its migrations.</param>
    /// <param name="step">Is told which table it is at.</param>
    /// <param name="before">What to change in the same transaction, once all of it is proven.</param>
    /// <exception cref="UsageException">A table does not come to what it was, or the database is not empty.</exception>
    public void Load(DatabaseConfiguration target, TimeProvider time, Action<string> step, Action<DbConnection, DbTransaction, IReadOnlyList<Table>>? before = null)
    {
        using var db = target.Open();
        Migrator.Migrate(db, time, [.. Manifest.Migrations]);
        var connection = db.Database.GetDbConnection();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.Serializable);
        var tables = TableCatalogue.Read(connection, transaction);
        if (tables.FirstOrDefault(t => Manifest.Entries.All(e => e.Path != PathOf(t))) is { } missing)
            throw new UsageException($"the backup has no table {missing.Name}");
        Empty(connection, transaction, tables);
        foreach (var table in tables)
        {
            step(table.Name);
            using (var rows = zip.GetEntry(PathOf(table))!.Open())
                TableText.Load(connection, table, rows);
            using var hashed = new HashingStream(Stream.Null);
            using var buffered = new BufferedStream(hashed, 1 << 16);
            var count = TableText.Write(connection, transaction, table, buffered);
            buffered.Flush();
            var expected = Manifest.Entries.First(e => e.Path == PathOf(table));
            if (count != expected.Rows || hashed.Hash != expected.Sha256)
                throw new UsageException($"the table {table.Name} does not come to what it was: {count} rows of {expected.Rows}; nothing was restored");
            if (target.IsPostgres)
                Count(connection, transaction, table);
        }
        before?.Invoke(connection, transaction, tables);
        transaction.Commit();
    }

    /// <summary>Writes the keys where no keys are yet.</summary>
    public void WriteKeys(string to)
    {
        foreach (var (name, bytes) in Files(BackupFile.Keys))
            KeyFolder.Write(Path.Combine(to, name), bytes);
    }

    /// <summary>Puts stored files back; what is there already, by the same hash, stays.</summary>
    public void WriteFiles(FolderStore to)
    {
        foreach (var entry in Manifest.Entries.Where(e => e.IsFile()))
        {
            var draft = to.Draft(TimeProvider.System);
            using (var from = zip.GetEntry(entry.Path)!.Open())
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
                from.CopyTo(file);
            to.Put(entry.Sha256, draft, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <summary>The seals that had left, by the name of their file.</summary>
    public byte[] Seals() => Files(BackupFile.Seals).Single().Bytes;

    public void Dispose()
    {
        zip?.Dispose();
        plain?.Dispose();
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static string PathOf(Table table) => $"{BackupFile.Tables}{table.Name}.jsonl";

    private BackupManifest ReadManifest()
    {
        using var stream = (zip.GetEntry(BackupManifest.Name) ?? throw new InvalidDataException("it has no manifest")).Open();
        var manifest = BackupManifest.Read(stream);
        if (manifest.Format != BackupManifest.Known || manifest.Migrations.Except(Migrator.All).FirstOrDefault() is not null)
            throw new UsageException($"this backup was made by {manifest.Program}, which is newer than this one ({ProgramVersion.Text}); restore it with that version or a later one");
        if (manifest.Entries.FirstOrDefault(e => zip.GetEntry(e.Path) is null) is { } gone)
            throw new InvalidDataException($"{gone.Path} is missing");
        return manifest;
    }

    /// <summary>Each file comes to its hash, and there are those that the rows refer to, no more and no less.</summary>
    private int ProveFiles()
    {
        var there = new HashSet<string>();
        foreach (var entry in Manifest.Entries.Where(e => e.IsFile()))
        {
            using var stream = zip.GetEntry(entry.Path)!.Open();
            if (!FolderStore.IsHash(entry.Sha256) || entry.Path != BackupFile.Files + entry.Sha256 || Convert.ToHexStringLower(SHA256.HashData(stream)) != entry.Sha256)
                throw new InvalidDataException($"{entry.Path} is not what it was");
            there.Add(entry.Sha256);
        }
        using var db = Database.Open();
        db.Database.OpenConnection();
        // a backup from before there were files has no table of them
        var wanted = Manifest.Entries.Any(e => e.Path == $"{BackupFile.Tables}stored_file.jsonl") ? BackupFile.Kept(db.Database.GetDbConnection(), null) : [];
        return there.SetEquals(wanted) ? there.Count : throw new InvalidDataException($"its rows refer to {wanted.Count} stored files, and it holds {there.Count}");
    }

    private AuditVerdict Prove()
    {
        File.WriteAllBytes(Path.Combine(folder, "seals-of-backup.jsonl"), Seals());
        using var db = Database.Open();
        using var key = Keys.Signing();
        var verdict = new AuditVerifier(db, key, new SealFiles(folder).Read()).Verify();
        return verdict.Seals == Manifest.LastSeal ? verdict : throw new InvalidDataException($"its manifest tells of {Manifest.LastSeal} seals, the audit trail has {verdict.Seals}");
    }

    /// <summary>Files below a folder of the archive, each held against its hash. A name with a way in it is none of ours.</summary>
    private IEnumerable<(string Name, byte[] Bytes)> Files(string below)
    {
        foreach (var entry in Manifest.Entries.Where(e => e.Path.StartsWith(below, StringComparison.Ordinal)))
        {
            using var stream = zip.GetEntry(entry.Path)!.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var name = Path.GetFileName(entry.Path);
            if (entry.Path != below && entry.Path != below + name || Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())) != entry.Sha256)
                throw new InvalidDataException($"{entry.Path} is not what it was");
            yield return (name, bytes.ToArray());
        }
    }

    /// <summary>Takes away what the migrations themselves put in; a database in use is refused.</summary>
    private static void Empty(DbConnection connection, DbTransaction transaction, IReadOnlyList<Table> tables)
    {
        // an organisation may stand before the one that it is part of
        if (connection is SqliteConnection)
            Scalar(connection, transaction, "pragma defer_foreign_keys = on");
        foreach (var table in tables.Where(t => t.Name != "data_version"))
            if (Scalar(connection, transaction, $"select 1 from {table.Name} limit 1") is not null)
                throw new UsageException($"the database is not empty (table {table.Name}); restore into a new one");
        Scalar(connection, transaction, "delete from data_version");
    }

    /// <summary>Numbers given by PostgreSQL itself go on after the last.</summary>
    private static void Count(DbConnection connection, DbTransaction transaction, Table table)
    {
        foreach (var key in table.Key.Where(c => c.Type == "integer"))
            Scalar(connection, transaction, $"select setval(s, (select coalesce(max({key.Name}), 0) + 1 from {table.Name}), false) from pg_get_serial_sequence('{table.Name}', '{key.Name}') s where s is not null");
    }

    private static object? Scalar(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command.ExecuteScalar();
    }
}
