using System.Data.Common;
using System.IO.Compression;
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
/// Makes a backup while the program runs: every table at one moment of the database, the files that its rows refer to, the keys that lie outside it, and the seals
/// that have left it, as a zip file inside an OpenPGP one.
/// </summary>
internal sealed class BackupFile(DatabaseConfiguration database, KeyFolder keys, SealFiles seals, IFileStore files, TimeProvider time)
{
    public const string Tables = "tables/";
    public const string Keys = "keys/";
    public const string Files = "files/";
    public const string Seals = "seals/seals.jsonl";

    // a zip cannot say "no time": its first day
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public BackupManifest Write(Stream output, string passphrase, Action<string>? step = null)
    {
        BackupManifest? manifest = null;
        SealedStream.Write(output, passphrase, plain =>
        {
            using var zip = new ZipArchive(plain, ZipArchiveMode.Create, leaveOpen: true);
            manifest = Fill(zip, step ?? (_ => { }));
            using var last = Open(zip, BackupManifest.Name);
            manifest.Write(last);
        });
        return manifest!;
    }

    private BackupManifest Fill(ZipArchive zip, Action<string> step)
    {
        using var db = database.Open();
        // the tables are those of this program; what an older one left is brought forward first
        Migrator.Migrate(db, time);
        var connection = db.Database.GetDbConnection();
        // files that the rows of this moment refer to must still be there when they are read
        using var held = files.Hold() ?? throw new UsageException("files are being removed at this moment; start the backup once more");
        // one moment of all tables, while others go on writing
        using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        var at = Stamp.Now(time);
        var entries = new List<BackupEntry>();
        foreach (var table in TableCatalogue.Read(connection, transaction))
        {
            step(table.Name);
            var rows = 0L;
            entries.Add(Entry(zip, $"{Tables}{table.Name}.jsonl", stream => rows = TableText.Write(connection, transaction, table, stream)) with { Rows = rows });
        }
        step("files");
        foreach (var hash in Kept(connection, transaction))
            entries.Add(Entry(zip, Files + hash, stream => Copy(hash, stream), CompressionLevel.NoCompression) is var entry && entry.Sha256 == hash ? entry
                : throw new UsageException($"the file {hash} is not what it was when it was kept; restore it from an older backup before making a new one"));
        step("keys and seals");
        // both exist from now on: a database without them could not be opened, nor its trail be proven
        using (keys.Protection())
        using (keys.Signing())
            foreach (var file in Directory.EnumerateFiles(keys.Folder, "*.pem").Order(StringComparer.Ordinal))
                entries.Add(Entry(zip, Keys + Path.GetFileName(file), stream => stream.Write(File.ReadAllBytes(file))));
        var (number, chain) = LastSeal(connection, transaction);
        entries.Add(Entry(zip, Seals, stream =>
        {
            // those that left after this moment tell of rows that are not here
            foreach (var seal in seals.Read().Values.Where(s => s.Number <= number).OrderBy(s => s.Number))
            {
                JsonSerializer.Serialize(stream, seal, AuditTrail.Json);
                stream.WriteByte((byte)'\n');
            }
        }));
        return new BackupManifest(BackupManifest.Known, ProgramVersion.Text, at, connection is SqliteConnection ? "sqlite" : "postgresql", Applied(connection, transaction), number, chain, entries);
    }

    private void Copy(string hash, Stream to)
    {
        using var from = files.Open(hash, CancellationToken.None).GetAwaiter().GetResult() ?? throw new UsageException($"the file {hash} is missing from the folder of files; restore it from an older backup before making a new one");
        from.CopyTo(to);
    }

    /// <summary>Everything that a row has, but for what the scanner refused: its bytes are gone.</summary>
    public static List<string> Kept(DbConnection connection, DbTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ($"select hash from stored_file where state <> '{FileState.Refused}' order by hash", transaction);
        using var reader = command.ExecuteReader();
        var hashes = new List<string>();
        while (reader.Read())
            hashes.Add(reader.GetString(0));
        return hashes;
    }

    private static BackupEntry Entry(ZipArchive zip, string path, Action<Stream> write, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var entry = Open(zip, path, level);
        using var hashed = new HashingStream(entry);
        using (var buffered = new BufferedStream(hashed, 1 << 16))
        {
            write(buffered);
            buffered.Flush();
            return new BackupEntry(path, null, hashed.Hash);
        }
    }

    private static Stream Open(ZipArchive zip, string path, CompressionLevel level = CompressionLevel.Fastest)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    private static (int Number, string? Chain) LastSeal(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ("select number, chain from audit_seal order by number desc limit 1", transaction);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetString(1)) : (0, null);
    }

    private static List<string> Applied(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ($"select name from {TableCatalogue.Migrations}", transaction);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return [.. names.Order(StringComparer.Ordinal)];
    }
}
