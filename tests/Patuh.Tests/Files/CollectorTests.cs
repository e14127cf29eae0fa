using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Sweep;
using Patuh.Platform.Files.Upload;
using Patuh.Tests.Support;

namespace Patuh.Tests.Files;

public sealed class SqliteCollectorTests : CollectorTests<SqliteDatabase>;

public sealed class PostgresCollectorTests : CollectorTests<PostgresDatabase>;

/// <summary>What nobody needs goes after a day; what somebody needs stays, whenever they came.</summary>
public abstract class CollectorTests<T> : FileSite<T> where T : TestDatabase, new()
{
    private FileCollector Collector => (FileCollector)Site.Services.GetService(typeof(FileCollector))!;

    [Fact]
    public async Task Uploads_that_nobody_used_go_after_a_day_with_file_and_preview_and_used_ones_stay()
    {
        var cancel = TestContext.Current.CancellationToken;
        Evidence();
        await Upload(Rina, Samples.Png, "a.png");
        var unused = Last().File!;
        await Upload(Rina, Samples.Pdf, "b.pdf");
        var used = Last();
        await Create(Rina, 100);
        var open = Last().Upload.Id;
        using (var db = Site.Database.Open())
        {
            await ((Uploads)Site.Services.GetService(typeof(Uploads))!).Take(db, used.Upload.PersonId, used.Upload.Id, cancel);
            await db.SaveChangesAsync(cancel);
            Refer(db, used.File!.Hash);
        }
        Site.Clock.Now += TimeSpan.FromHours(23);
        Assert.Equal(0, await Collector.Round(cancel));
        Site.Clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(2, await Collector.Round(cancel));
        Assert.Equal((null, null), (Kept(unused.Hash), Kept(unused.PreviewHash)));
        Assert.NotNull(Kept(used.File!.Hash));
        using (var db = Site.Database.Open())
        {
            Assert.Equal([used.File.Hash], db.Set<StoredFileRow>().Select(f => f.Hash));
            Assert.False(db.Set<UploadRow>().Any(u => u.Id == open));
        }
    }

    [Fact]
    public async Task A_file_that_comes_again_while_it_is_collected_is_there_afterwards()
    {
        var cancel = TestContext.Current.CancellationToken;
        for (var turn = 0; turn < 6; turn++)
        {
            var bytes = Samples.Picture(64, 64, SkiaSharp.SKEncodedImageFormat.Png, seed: turn);
            using (var before = await Site.Member($"dulu{turn}@contoh.go.id", "agency_coordinator", "kabupaten-lebong"))
                await Upload(before, bytes, "a.png");
            Site.Clock.Now += TimeSpan.FromHours(25);
            using var rina = await Site.Member($"rina{turn}@contoh.go.id", "agency_coordinator", "kabupaten-lebong");
            await Task.WhenAll(Task.Run(() => Collector.Round(cancel), cancel), Upload(rina, bytes, "a.png"));
            using var db = Site.Database.Open();
            foreach (var file in db.Set<StoredFileRow>().Where(f => db.Set<UploadRow>().Any(u => u.FileHash == f.Hash)).ToList())
                Assert.True(Kept(file.Hash) is not null && Kept(file.PreviewHash) is not null, $"turn {turn}");
        }
    }

    [Fact]
    public async Task A_new_reference_in_the_same_moment_wins()
    {
        var cancel = TestContext.Current.CancellationToken;
        Evidence();
        await Upload(Rina, Samples.Pdf, "a.pdf");
        var hash = Last().File!.Hash;
        Site.Clock.Now += TimeSpan.FromHours(25);
        await using var db = Site.Database.Open();
        if (db.Database.IsNpgsql())
        {
            // not committed yet, so that the collector cannot see it: it waits, and then fails
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.Set<UploadRow>().ExecuteDeleteAsync(cancel);
            Refer(db, hash);
            var round = Task.Run(() => Collector.Round(cancel), cancel);
            await transaction.CommitAsync(cancel);
            await round;
        }
        else
        {
            Refer(db, hash);
            await Collector.Round(cancel);
        }
        Assert.NotNull(Kept(hash));
        Assert.True(await db.Set<StoredFileRow>().AnyAsync(f => f.Hash == hash, cancel));
    }

    [Fact]
    public async Task Bytes_that_no_row_tells_of_go_and_nothing_goes_while_a_backup_holds_it()
    {
        var cancel = TestContext.Current.CancellationToken;
        var stray = new string('a', 64);
        var draft = Store.Draft(TimeProvider.System);
        await File.WriteAllBytesAsync(draft, [1], cancel);
        await Store.Put(stray, draft, cancel);
        File.SetLastWriteTimeUtc(Path.Combine(Site.Database.FilesPath, "aa", stray), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using (Store.Hold())
        using (Store.Hold())
        {
            Assert.Null(await Collector.Round(cancel));
            Assert.NotNull(Kept(stray));
        }
        await Collector.Round(cancel);
        Assert.Null(Kept(stray));
        using var db = Site.Database.Open();
        Assert.Empty(db.Set<StoredFileRow>());
    }

    /// <summary>A room's table that refers to files.</summary>
    private void Evidence()
    {
        using var db = Site.Database.Open();
        db.Database.ExecuteSqlRaw("create table room_evidence (id text not null primary key, file_hash text not null references stored_file (hash))");
    }

    private static void Refer(Patuh.Platform.Data.PatuhDb db, string hash) => db.Database.ExecuteSql($"insert into room_evidence (id, file_hash) values ('e1', {hash})");
}
