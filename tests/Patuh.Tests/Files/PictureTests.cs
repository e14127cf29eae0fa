using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Files.Serve;
using Patuh.Platform.Files.Store;
using Patuh.Tests.Support;
using SkiaSharp;

namespace Patuh.Tests.Files;

public sealed class SqlitePictureTests : PictureTests<SqliteDatabase>;

public sealed class PostgresPictureTests : PictureTests<PostgresDatabase>;

/// <summary>Pictures lose what tells of place, time and device, stand upright, get a preview, and are known again.</summary>
public abstract class PictureTests<T> : FileSite<T> where T : TestDatabase, new()
{
    [Fact]
    public async Task A_photo_loses_its_metadata_and_not_one_pixel()
    {
        var plain = Samples.Picture(640, 480, SKEncodedImageFormat.Jpeg);
        var photo = Samples.Photo(640, 480);
        Assert.Contains("RAHASIA", Encoding.Latin1.GetString(photo), StringComparison.Ordinal);
        await Upload(Rina, photo);
        var file = Last().File!;
        var kept = Kept(file.Hash)!;
        Assert.DoesNotContain("RAHASIA", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        using var before = SKBitmap.Decode(plain);
        using var after = SKBitmap.Decode(kept);
        Assert.Equal(before.Bytes, after.Bytes);
        Assert.True(kept.Length <= plain.Length);
        Assert.DoesNotContain("RAHASIA", Directory.EnumerateFiles(Site.Database.FilesPath, "*", SearchOption.AllDirectories).Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f))).Aggregate(string.Concat), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_photo_stands_upright_whichever_way_the_camera_was_held(byte origin)
    {
        await Upload(Rina, Samples.Photo(320, 200, origin));
        var file = Last().File!;
        using var lying = SKBitmap.Decode(Samples.Picture(320, 200, SKEncodedImageFormat.Jpeg));
        using var kept = SKBitmap.Decode(Kept(file.Hash));
        using var preview = SKBitmap.Decode(Kept(file.PreviewHash));
        Assert.Equal(origin >= 5 ? (200, 320) : (320, 200), (kept.Width, kept.Height));
        Assert.Equal((kept.Width, kept.Height, kept.Width, kept.Height), (file.Width, file.Height, preview.Width, preview.Height));
        // EXIF's table: which stored pixel stands at a place of the upright picture
        foreach (var (x, y) in ((int, int)[])[(30, 40), (100, 150), (180, 20)])
        {
            var (sx, sy) = origin switch { 2 => (319 - x, y), 3 => (319 - x, 199 - y), 4 => (x, 199 - y), 5 => (y, x), 6 => (y, 199 - x), 7 => (319 - y, 199 - x), _ => (319 - y, x) };
            var (a, b) = (lying.GetPixel(sx, sy), kept.GetPixel(x, y));
            Assert.True(Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue) < 40, $"{a} {b}");
        }
    }

    [Fact]
    public async Task Texts_in_png_and_metadata_in_webp_are_left_out_and_the_picture_stays()
    {
        var webp = Samples.Picture(100, 80, SKEncodedImageFormat.Webp);
        // VP8X that tells of EXIF, then the picture, then EXIF
        byte[] extended = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. "VP8X"u8, 10, 0, 0, 0, 8, 0, 0, 0, 99, 0, 0, 79, 0, 0, .. webp[12..], .. "EXIF"u8, 8, 0, 0, 0, .. "RAHASIA!"u8];
        BitConverter.TryWriteBytes(extended.AsSpan(4), extended.Length - 8);
        byte[] png = [.. Samples.Png[..33], 0, 0, 0, 7, .. "tEXtRAHASIA"u8, 0, 0, 0, 0, .. Samples.Png[33..], .. "RAHASIA"u8];
        foreach (var bytes in (byte[][])[extended, png])
        {
            Assert.Equal("done", (await Result(Rina, await Upload(Rina, bytes))).State);
            var kept = Kept(Last().File!.Hash)!;
            Assert.DoesNotContain("RAHASIA", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
            using var before = SKBitmap.Decode(bytes);
            using var after = SKBitmap.Decode(kept);
            Assert.Equal(before.Bytes, after.Bytes);
        }
    }

    [Fact]
    public async Task A_video_loses_the_place_where_it_was_taken_and_keeps_its_length()
    {
        await Upload(Rina, Samples.Video(), "antrean.mp4");
        var kept = Kept(Last().File!.Hash)!;
        Assert.Equal(Samples.Video().Length, kept.Length);
        Assert.DoesNotContain("102.26", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_photo_gets_a_small_preview()
    {
        await Upload(Rina, Samples.Picture(5000, 3000, SKEncodedImageFormat.Jpeg, 60));
        var file = Last().File!;
        using var preview = SKBitmap.Decode(Kept(file.PreviewHash));
        Assert.Equal((800, 480), (preview.Width, preview.Height));
        using var db = Site.Database.Open();
        Assert.Equal("image/webp", (await db.Set<StoredFileRow>().SingleAsync(f => f.Hash == file.PreviewHash, TestContext.Current.CancellationToken)).MediaType);
    }

    [Fact]
    public async Task The_same_photo_is_found_again_compressed_or_resized_and_others_are_not()
    {
        await Upload(Rina, Samples.Photo(1600, 1200, seed: 3));
        var first = Last().File!.Hash;
        var same = new List<string>();
        using (var original = Samples.Bitmap(1600, 1200, 3))
            foreach (var (width, height, format, quality) in ((int, int, SKEncodedImageFormat, int)[])[(1600, 1200, SKEncodedImageFormat.Jpeg, 30), (640, 480, SKEncodedImageFormat.Jpeg, 80), (800, 600, SKEncodedImageFormat.Webp, 70), (1024, 768, SKEncodedImageFormat.Png, 100)])
            {
                using var resized = original.Resize(new SKImageInfo(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                using var data = resized.Encode(format, quality);
                await Upload(Other, data.ToArray());
                same.Add(Last().File!.Hash);
            }
        for (var seed = 20; seed < 60; seed++)
        {
            Assert.Equal(303, (await Rina.SendFiles(Page, "berkas", ("a.jpg", Samples.Picture(300, 200, SKEncodedImageFormat.Jpeg, seed: seed)))).Status);
            await Rina.PostWithToken(Page + "?handler=Hapus", Page, ("unggahan", Last().Upload.Id));
        }
        using var db = Site.Database.Open();
        var found = await Lookalikes.Of(db, first, TestContext.Current.CancellationToken);
        Assert.Equal(same.Order(), found.Select(f => f.Hash).Order());
        Assert.All(found, f => Assert.InRange(f.Distance, 0, 7));
        // and the other way round
        Assert.Contains(first, (await Lookalikes.Of(db, same[1], TestContext.Current.CancellationToken)).Select(f => f.Hash));
        // pictures of one colour look like nothing
        using var white = new SKBitmap(200, 100);
        white.Erase(SKColors.White);
        using var encoded = white.Encode(SKEncodedImageFormat.Png, 100);
        await Upload(Rina, encoded.ToArray());
        Assert.Null(Last().File!.Fingerprint);
    }
}
