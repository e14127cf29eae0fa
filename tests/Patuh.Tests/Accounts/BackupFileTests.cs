using System.IO.Compression;
using System.Text;
using Patuh.Platform.Audit;
using Patuh.Platform.Backup;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

/// <summary>What stands in the file of a backup, and what is refused when it is not what it was.</summary>
public sealed class BackupFileTests : BackupRunner<SqliteDatabase>
{
    [Fact]
    public void A_backup_that_was_altered_cut_short_or_belongs_to_another_passphrase_does_not_open()
    {
        Assert.Equal(0, Backup(Folder["a.pgp"]).Status);
        var whole = File.ReadAllBytes(Folder["a.pgp"]);
        var altered = whole.ToArray();
        altered[whole.Length / 2] ^= 1;
        foreach (var (bytes, secret, sentence) in ((byte[], string, string)[])
        [
            (altered, Passphrase, "altered or cut short"), (whole[..^40], Passphrase, "altered or cut short"), (whole[..(whole.Length / 2)], Passphrase, "altered or cut short"),
            (whole, "sembilan belas perahu di muara", "the passphrase is another one"), ([], Passphrase, "is no backup of patuh"), (Encoding.UTF8.GetBytes("bukan cadangan"), Passphrase, "backup"),
        ])
        {
            File.WriteAllBytes(Folder["b.pgp"], bytes);
            var run = Restore(null, Folder["b.pgp"], secret: secret, arguments: "--check");
            Assert.True(run.Status == 2, run.Output + run.Errors);
            Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Directory.CreateDirectory(Folder["tmp"]).FullName));
        }
    }

    [Fact]
    public void What_somebody_changed_inside_is_named_and_nothing_is_restored()
    {
        using (var db = Site.Database.Open())
        {
            db.Audit(TimeProvider.System, By.CommandLine, "person.renamed", new Subject("person", "x"));
            db.SaveChanges();
        }
        Assert.Equal(0, Backup(Folder["a.pgp"]).Status);
        foreach (var (entry, from, to, sentence) in ((string, string, string, string)[])
        [
            ("tables/agency.jsonl", "Kabupaten Lebong", "Kabupaten Lobong", "the table agency does not come to what it was"),
            ("keys/audit-signing.pem", "PRIVATE KEY", "PRIVATE KEJ", "keys/audit-signing.pem is not what it was"),
            ("manifest.json", "\"format\": 1", "\"format\": 2", "newer than this one"),
            ("manifest.json", "0001-agencies", "9001-agencies", "newer than this one"),
            ("manifest.json", "\"path\": \"keys/audit", "\"path\": \"keys/../audit", "keys/../audit-signing.pem is missing"),
            ("manifest.json", "\"entries\"", "\"entires\"", "no backup of patuh, or not a whole one"),
            ("manifest.json", "tables/agency.jsonl", "tables/instansi.jsonl", "tables/instansi.jsonl is missing"),
        ])
        {
            Change(entry, from, to);
            using var target = new SqliteDatabase();
            var run = Restore(target.Text, Folder["b.pgp"]);
            Assert.True(run.Status == 2, run.Output + run.Errors);
            Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
            Assert.False(Path.Exists(target.Text));
            Assert.False(Directory.Exists(Folder["keys"]));
        }
    }

    [Fact]
    public void Gpg_opens_a_backup_without_this_program()
    {
        Assert.Equal(0, Backup(Folder["a.pgp"]).Status);
        Directory.CreateDirectory(Folder["gnupg"]);
        var start = new System.Diagnostics.ProcessStartInfo("gpg", ["--homedir", Folder["gnupg"], "--batch", "--pinentry-mode", "loopback", "--passphrase-fd", "0", "--output", Folder["a.zip"], "--decrypt", Folder["a.pgp"]])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var gpg = System.Diagnostics.Process.Start(start)!;
        gpg.StandardInput.Write(Passphrase + "\n");
        gpg.StandardInput.Close();
        var errors = gpg.StandardError.ReadToEnd();
        gpg.WaitForExit();
        Assert.True(gpg.ExitCode == 0, errors);
        using var zip = ZipFile.OpenRead(Folder["a.zip"]);
        using var agencies = new StreamReader(zip.GetEntry("tables/agency.jsonl")!.Open());
        Assert.StartsWith("""["kabupaten-asmat","regency","Kabupaten Asmat""", agencies.ReadLine()!);
    }

    /// <summary>Does to <c>a.pgp</c> what only somebody with the passphrase can do.</summary>
    private void Change(string entry, string from, string to)
    {
        using var plain = new MemoryStream();
        using (var file = File.OpenRead(Folder["a.pgp"]))
            SealedStream.Read(file, Passphrase, plain);
        using (var zip = new ZipArchive(plain, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(zip.GetEntry(entry)!.Open()))
                text = reader.ReadToEnd();
            Assert.Contains(from, text, StringComparison.Ordinal);
            zip.GetEntry(entry)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text.Replace(from, to, StringComparison.Ordinal));
        }
        using var changed = File.Create(Folder["b.pgp"]);
        SealedStream.Write(changed, Passphrase, stream => stream.Write(plain.ToArray()));
    }
}
