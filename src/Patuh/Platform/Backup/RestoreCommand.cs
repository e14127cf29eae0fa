using System.CommandLine;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Keys;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;

namespace Patuh.Platform.Backup;

/// <summary>
/// <c>patuh restore</c>: proves a backup, and puts it into a new database. Every time it is first restored as a copy that proves itself; only what is proven goes on.
/// </summary>
internal static class RestoreCommand
{
    // what opened a door or was on its way when the backup was made does so no more: cookies, links to new passwords, answered passkeys, letters;
    // and uploads on their way, whose bytes are no part of it
    private static readonly (string Table, string Which)[] Over = [("session", ""), ("password_reset", ""), ("passkey_answered", ""), ("mail", ""), ("upload", " where state = 'open'")];

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file that patuh backup wrote" };
        var check = new Option<bool>("--check") { Description = "Only prove it: restores a copy, proves it, and leaves nothing behind" };
        var passphrase = Passphrase.Option();
        return new CliCommand("restore", $"Restores a backup into a new database ({DatabaseConfiguration.Variable}) with its files, keys and seals; everybody signs in anew",
            "./patuh restore patuh-2026-11-26.pgp --check --passphrase-file backup.pass", "PATUH_DATABASE=data/patuh.db ./patuh restore patuh-2026-11-26.pgp --passphrase-file backup.pass") { file, check, passphrase }.Does(parsed =>
        {
            var (path, secret) = (parsed.GetValue(file)!, Passphrase.Read(parsed.GetValue(passphrase)));
            if (!File.Exists(path))
                throw new UsageException($"there is no file {Visible.Quoted(path)}");
            // what cannot be restored to is said before the long work
            var target = parsed.GetValue(check) ? null : Target.New();
            using var progress = new Progress("restore");
            using var backup = new OpenedBackup(path, secret, TimeProvider.System, progress.Step);
            progress.Dispose();
            var whole = Tell(backup);
            if (target is null)
                return whole ? 0 : 1;
            if (!whole)
                Console.Error.WriteLine("the audit trail was not whole when the backup was made: it is restored as it was");
            Restore(backup, target);
            return 0;
        });
    }

    /// <summary>Where a backup goes to; nothing may be there.</summary>
    private sealed record Target(DatabaseConfiguration Database, KeyFolder Keys, SealFiles Seals, FolderStore Files)
    {
        public static Target New()
        {
            var database = DatabaseConfiguration.FromEnvironment();
            var keys = KeyFolder.Of(database);
            // its folder is made, and what is no path is refused
            _ = database.ConnectionString;
            if (!database.IsPostgres && Path.Exists(database.Text))
                throw new UsageException($"{Visible.Quoted(database.Text)} exists already; move it away first, or set {DatabaseConfiguration.Variable} to a new file");
            if (Directory.Exists(keys.Folder) && Directory.EnumerateFiles(keys.Folder, "*.pem").Any())
                throw new UsageException($"there are keys in {Visible.Quoted(keys.Folder)} already; move them away first, or set {KeyFolder.Variable} to a new folder");
            return new Target(database, keys, SealFiles.Of(keys), new FolderStore(FileSettings.FromEnvironment(keys).Folder));
        }
    }

    private static bool Tell(OpenedBackup backup)
    {
        var (manifest, trail) = (backup.Manifest, backup.Trail);
        Console.WriteLine($"made by {manifest.Program} at {manifest.At}, from {(manifest.Database == "sqlite" ? "SQLite" : "PostgreSQL")}");
        Console.WriteLine($"{backup.Rows} rows of {manifest.Entries.Count(e => e.Rows is not null)} tables: each table of the restored copy comes to the bytes of the backup (SHA-256)");
        Console.WriteLine($"{manifest.Entries.Count(e => e.Rows is null && !e.IsFile())} files of keys and seals, {backup.Stored} stored files: each comes to its hash");
        Console.WriteLine($"audit trail: {trail.Sealed} rows in {trail.Seals} seals, {trail.Unsealed} not sealed yet{(manifest.Root is { } root ? $"; root {root}" : "")}");
        foreach (var finding in trail.Findings)
            Console.WriteLine($"{finding.Kind}: {finding.Sentence}");
        Console.WriteLine(trail.Findings.Count == 0 ? "the backup is whole" : "the backup is as it was made, but its audit trail is NOT whole");
        return trail.Findings.Count == 0;
    }

    private static void Restore(OpenedBackup backup, Target target)
    {
        using var progress = new Progress("restore");
        // before any row refers to one
        backup.WriteFiles(target.Files);
        if (target.Database.IsPostgres)
        {
            backup.Load(target.Database, TimeProvider.System, progress.Step, Forget);
            Finish(target.Database, backup);
        }
        else
        {
            using (var db = backup.Database.Open())
            {
                var connection = db.Database.GetDbConnection();
                db.Database.OpenConnection();
                using var transaction = connection.BeginTransaction();
                Forget(connection, transaction, TableCatalogue.Read(connection, transaction));
                transaction.Commit();
            }
            Finish(backup.Database, backup);
            using (var db = backup.Database.Open())
                db.Database.ExecuteSqlRaw("pragma wal_checkpoint(truncate)");
            SqliteConnection.ClearAllPools();
            File.Move(backup.Database.Text, target.Database.Text, overwrite: false);
        }
        backup.WriteKeys(target.Keys.Folder);
        var aside = target.Seals.Replace(backup.Seals(), Stamp.Now(TimeProvider.System));
        progress.Dispose();
        Console.WriteLine($"restored: keys in {Visible.Text(target.Keys.Folder)}, seals in {Visible.Text(target.Seals.Folder)}, files in {Visible.Text(target.Files.Folder)}; nobody is signed in any more");
        if (aside is not null)
            Console.Error.WriteLine($"seals that were there are in {Visible.Text(aside)} now: they tell of what came after the backup");
    }

    private static void Forget(DbConnection connection, DbTransaction transaction, IReadOnlyList<Table> tables)
    {
        foreach (var (table, which) in Over.Where(o => tables.Any(t => t.Name == o.Table)))
        {
            using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = ($"delete from {table}{which}", transaction);
            command.ExecuteNonQuery();
        }
    }

    private static void Finish(DatabaseConfiguration database, OpenedBackup backup)
    {
        using var db = database.Open();
        Migrator.Migrate(db, TimeProvider.System);
        DataVersion.Raise(db, TimeProvider.System);
        db.Audit(TimeProvider.System, By.CommandLine, "backup.restored", new Subject("backup", backup.Manifest.At), after: new { backup.Rows, backup.Manifest.LastSeal, backup.Manifest.Root });
        db.SaveChanges();
    }
}
