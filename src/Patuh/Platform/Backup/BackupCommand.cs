using System.CommandLine;
using System.Runtime.InteropServices;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Keys;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;

namespace Patuh.Platform.Backup;

/// <summary><c>patuh backup</c>: everything in one encrypted file, while the program runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write; it must not exist yet" };
        var passphrase = Passphrase.Option();
        return new CliCommand("backup", $"Writes the database of {DatabaseConfiguration.Variable}, the files, the keys and the seals into one encrypted file (OpenPGP), while the program runs",
            "PATUH_DATABASE=data/patuh.db ./patuh backup /mnt/elsewhere/patuh-2026-11-26.pgp --passphrase-file backup.pass") { file, passphrase }.Does(parsed =>
        {
            var (path, secret) = (Path.GetFullPath(parsed.GetValue(file)!), Passphrase.Read(parsed.GetValue(passphrase)));
            var database = DatabaseConfiguration.FromEnvironment();
            if (!database.IsPostgres && !File.Exists(database.Text))
                throw new UsageException($"there is no database at {Visible.Quoted(database.Text)} ({DatabaseConfiguration.Variable})");
            var keys = KeyFolder.Of(database);
            var manifest = Write(path, new BackupFile(database, keys, SealFiles.Of(keys), new FolderStore(FileSettings.FromEnvironment(keys).Folder), TimeProvider.System), secret);
            Remember(database, manifest);
            Console.WriteLine($"{Visible.Text(path)}: {manifest.Entries.Sum(e => e.Rows ?? 0)} rows of {manifest.Entries.Count(e => e.Rows is not null)} tables, {manifest.Entries.Count(e => e.Rows is null && !e.IsFile())} files of keys and seals, {manifest.Entries.Count(e => e.IsFile())} stored files, audit trail up to seal {manifest.LastSeal}");
            Console.Error.WriteLine("keep the passphrase elsewhere: without it nobody opens this file; prove it with patuh restore FILE --check");
            return 0;
        });
    }

    /// <summary>Whole or not at all.</summary>
    private static BackupManifest Write(string path, BackupFile backup, string passphrase)
    {
        if (Path.Exists(path))
            throw new UsageException($"{Visible.Quoted(path)} exists already; a backup never overwrites another");
        var draft = path + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var signals = ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(s => PosixSignalRegistration.Create(s, _ => File.Delete(draft))).ToList();
        try
        {
            using var progress = new Progress("backup");
            BackupManifest manifest;
            using (var stream = new FileStream(draft, options))
            {
                manifest = backup.Write(stream, passphrase, progress.Step);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: false);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Visible.Quoted(path)} cannot be written: {e.Message}");
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
            signals.ForEach(s => s.Dispose());
        }
    }

    private static void Remember(DatabaseConfiguration database, BackupManifest manifest)
    {
        using var db = database.Open();
        db.Audit(TimeProvider.System, By.CommandLine, "backup.made", new Subject("backup", manifest.At), after: new { rows = manifest.Entries.Sum(e => e.Rows ?? 0), manifest.LastSeal, manifest.Root });
        db.SaveChanges();
    }
}
