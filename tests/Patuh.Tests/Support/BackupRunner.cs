using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>A site whose database is backed up and restored by the command line, with folders of its own.</summary>
public abstract class BackupRunner<T> : IDisposable where T : TestDatabase, new()
{
    protected const string Passphrase = "tujuh belas perahu di Muara Aman";

    private readonly TemporaryFolder folder = new();

    protected WorkSite<T> Site { get; } = new();

    private protected TemporaryFolder Folder => folder;

    public void Dispose()
    {
        Site.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Run Backup(string file) => TheProgram.TryWith("", Site.Database.Text, ["backup", file], [("PATUH_KEYS", TestDatabase.KeysPath), ("PATUH_SEALS", Site.Database.SealsPath), ("PATUH_FILES", Site.Database.FilesPath), ("PATUH_BACKUP_PASSPHRASE", Passphrase)]);

    private protected Run Restore(string? database, string file, string? arguments = null, string secret = Passphrase) =>
        TheProgram.TryWith("", database, ["restore", file, .. arguments is null ? (string[])[] : [arguments]], [.. Environment(), ("PATUH_BACKUP_PASSPHRASE", secret)]);

    protected (string, string)[] Environment() => [("PATUH_KEYS", Folder["keys"]), ("PATUH_SEALS", Folder["seals"]), ("PATUH_FILES", Folder["files"]), ("PATUH_BACKUP_PASSPHRASE", Passphrase), ("TMPDIR", Directory.CreateDirectory(Folder["tmp"]).FullName)];

    private protected static void Refused(Run run, string sentence)
    {
        Assert.True(run.Status == 2, run.Output + run.Errors);
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
    }
}
