using System.Security.Cryptography;
using Patuh.Platform.Files.Store;
using Patuh.Tests.Support;
using SkiaSharp;

namespace Patuh.Tests.Files;

/// <summary>Files in backups: proven, restored, and those alone that rows refer to.</summary>
public sealed class FileBackupTests : BackupRunner<SqliteDatabase>
{
    [Fact]
    public async Task Files_come_back_with_a_backup_and_one_that_was_changed_is_told()
    {
        using var rina = await Site.Member("rina@contoh.go.id", "agency_coordinator", "kabupaten-lebong");
        Assert.Equal(303, (await rina.SendFiles("/kerja/berkas", "berkas", ("a.jpg", Samples.Photo(300, 200)), ("b.pdf", Samples.Pdf))).Status);
        using var done = new CancellationTokenSource();
        var work = Task.Run(async () =>
        {
            for (var seed = 0; !done.IsCancellationRequested && seed < 9; seed++)
                await rina.SendFiles("/kerja/berkas", "berkas", ("c.png", Samples.Picture(200, 100, SKEncodedImageFormat.Png, seed: seed)));
        }, TestContext.Current.CancellationToken);
        var made = Backup(Folder["a.pgp"]);
        await done.CancelAsync();
        await work;
        Assert.True(made.Status == 0, made.Errors);
        Assert.Matches(@"3 files of keys and seals, \d+ stored files", made.Output);
        var check = Restore(null, Folder["a.pgp"], "--check");
        Assert.True(check.Status == 0, check.Errors + check.Output);
        Assert.False(Directory.Exists(Folder["files"]));

        using var empty = new SqliteDatabase();
        var restored = Restore(empty.Text, Folder["a.pgp"]);
        Assert.True(restored.Status == 0, restored.Errors + restored.Output);
        using (var db = empty.Open())
        {
            var hashes = db.Set<StoredFileRow>().Select(f => f.Hash).ToList();
            Assert.True(hashes.Count >= 3);
            Assert.Equal(hashes.Order(), new FolderStore(Folder["files"]).All().Select(f => f.Hash).Order());
            Assert.All(hashes, h => Assert.Equal(h, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder["files"], h[..2], h))))));
        }

        // a file that rotted on the disk makes no backup
        var rotten = Directory.EnumerateFiles(Site.Database.FilesPath, "*", SearchOption.AllDirectories).First(f => FolderStore.IsHash(Path.GetFileName(f)));
        await File.WriteAllBytesAsync(rotten, [1, 2, 3], TestContext.Current.CancellationToken);
        Refused(Backup(Folder["b.pgp"]), "is not what it was when it was kept");
        File.Delete(rotten);
        Refused(Backup(Folder["b.pgp"]), "is missing from the folder of files");
    }
}
