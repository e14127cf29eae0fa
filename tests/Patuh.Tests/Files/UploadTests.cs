using System.Net;
using System.Security.Cryptography;
using System.Text;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Upload;
using Patuh.Tests.Support;
using SkiaSharp;

namespace Patuh.Tests.Files;

public sealed class SqliteUploadTests : UploadTests<SqliteDatabase>;

public sealed class PostgresUploadTests : UploadTests<PostgresDatabase>;

/// <summary>The server part of tus 1.0.0, by honest clients and others.</summary>
public abstract class UploadTests<T> : FileSite<T> where T : TestDatabase, new()
{
    private static readonly byte[] Photo = Samples.Picture(300, 200, SKEncodedImageFormat.Jpeg);

    private protected override FileSettings Settings(FileSettings settings) => settings with { Limit = 1 << 20 };

    [Fact]
    public async Task A_file_arrives_in_pieces_and_is_kept_by_what_it_is()
    {
        var path = await Create(Rina, Photo.Length);
        Assert.StartsWith("/kerja/berkas/unggah/", path, StringComparison.Ordinal);
        Assert.Equal("0", await Offset(Rina, path));
        using (var first = await Patch(Rina, path, 0, Photo[..1000]))
            Assert.Equal((HttpStatusCode.NoContent, "1000"), (first.StatusCode, first.Headers.GetValues("Upload-Offset").Single()));
        Assert.Equal("1000", await Offset(Rina, path));
        Assert.Equal("open", (await Result(Rina, path)).State);
        using (var second = await Patch(Rina, path, 1000, Photo[1000..]))
            Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        Assert.Equal(("done", null), await Result(Rina, path));
        Assert.Equal($"{Photo.Length}", await Offset(Rina, path));
        var (upload, file) = Last();
        Assert.Equal(("foto.jpg", UploadState.Done, "image/jpeg", 300, 200, "clean"), (upload.Name, upload.State, file!.MediaType, file.Width, file.Height, file.State));
        Assert.Equal(file.Hash, Convert.ToHexStringLower(SHA256.HashData(Kept(file.Hash)!)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Site.Database.FilesPath, "uploads")));
        // the same bytes again cost no space
        var before = Directory.EnumerateFiles(Site.Database.FilesPath, "*", SearchOption.AllDirectories).Count();
        Assert.Equal(("done", null), await Result(Other, await Upload(Other, Photo)));
        Assert.Equal(before, Directory.EnumerateFiles(Site.Database.FilesPath, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task The_server_says_what_it_speaks_and_takes_no_other_version()
    {
        using var options = await Ask(Rina, "OPTIONS", Tus, null, ("Tus-Resumable", null), ("Origin", null));
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Equal("creation,termination,expiration,checksum", options.Headers.GetValues("Tus-Extension").Single());
        Assert.Equal($"{1 << 20}", options.Headers.GetValues("Tus-Max-Size").Single());
        foreach (var version in (string?[])[null, "0.2.2", "1.0.0, 1.0.0", "x"])
        {
            using var answer = await Ask(Rina, "POST", Tus, null, ("Tus-Resumable", version), ("Upload-Length", "5"));
            Assert.Equal((HttpStatusCode.PreconditionFailed, "1.0.0"), (answer.StatusCode, answer.Headers.GetValues("Tus-Version").Single()));
        }
    }

    [Fact]
    public async Task An_upload_is_there_for_its_owner_alone()
    {
        var path = await Create(Rina, 100);
        using var stranger = Site.Visitor();
        foreach (var (method, body) in ((string, byte[]?)[])[("HEAD", null), ("PATCH", new byte[10]), ("DELETE", null)])
        {
            using var other = await Ask(Other, method, path, body, ("Upload-Offset", "0"));
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
            using var nobody = await Ask(stranger, method, path, body, ("Upload-Offset", "0"));
            Assert.Equal(method == "HEAD" ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized, nobody.StatusCode);
        }
        Assert.Equal(404, (await Other.Get(path)).Status);
        Assert.Equal("0", await Offset(Rina, path));
        using var gone = await Ask(Rina, "DELETE", path);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Null(await Offset(Rina, path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://lain.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Another_site_cannot_upload_with_somebodys_session(string? origin)
    {
        using var answer = await Ask(Rina, "POST", Tus, null, ("Upload-Length", "5"), ("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var path = await Create(Rina, 5);
        using var patch = await Patch(Rina, path, 0, "halo\n"u8.ToArray(), ("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, patch.StatusCode);
        using var delete = await Ask(Rina, "DELETE", path, null, ("Origin", origin));
        Assert.Equal((HttpStatusCode.Forbidden, "0"), (delete.StatusCode, await Offset(Rina, path)));
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("", 400)]
    [InlineData("-1", 400)]
    [InlineData("+5", 400)]
    [InlineData("5.0", 400)]
    [InlineData("0x10", 400)]
    [InlineData("99999999999999999999999", 400)]
    [InlineData("2147483648", 413)]
    [InlineData("1048577", 413)]
    [InlineData("999999999999999999", 413)]
    public async Task A_length_that_cannot_be_meant_or_is_too_large_is_refused_before_anything_is_sent(string? length, int status)
    {
        using var answer = await Ask(Rina, "POST", Tus, null, ("Upload-Length", length));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 413)
            Assert.Contains("lebih besar dari 1 MB", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filename ###")]
    [InlineData("filename Zm90bw== Zm90bw==")]
    [InlineData("filename Zm90bw==,filename Zm90bw==")]
    [InlineData("filename  Zm90bw==")]
    public async Task Metadata_that_is_none_is_refused(string metadata)
    {
        using var answer = await Ask(Rina, "POST", Tus, null, ("Upload-Length", "5"), ("Upload-Metadata", metadata));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\Rina\\foto.jpg", "foto.jpg")]
    [InlineData("a\u0000b\r\nSet-Cookie: x.jpg", "abSet-Cookie_ x.jpg")]
    [InlineData("foto\u202egpj.exe", "fotogpj.exe")]
    [InlineData("...", "berkas")]
    [InlineData("", "berkas")]
    [InlineData("\"><script>.jpg", "___script_.jpg")]
    [InlineData("surat ke \U0001F600.pdf", "surat ke \U0001F600.pdf")]
    public async Task A_name_is_shown_without_ways_and_controls(string sent, string shown)
    {
        await Create(Rina, 5, sent);
        Assert.Equal(shown, Last().Upload.Name);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_nothing_is_lost()
    {
        var path = await Create(Rina, Photo.Length);
        using (var begun = await Patch(Rina, path, 0, Photo[..500]))
            Assert.Equal(HttpStatusCode.NoContent, begun.StatusCode);
        foreach (var (offset, body, headers, status) in ((string?, byte[], (string, string?)[], int)[])
        [
            ("0", Photo[..10], [], 409), ("501", Photo[..10], [], 409), ("-1", Photo[..10], [], 400), (null, Photo[..10], [], 400), ("x", Photo[..10], [], 400),
            ("500", [.. Photo[500..], 0], [], 413), ("500", Photo[500..600], [("Content-Type", "application/octet-stream")], 415), ("500", Photo[500..600], [("Content-Type", "text/plain")], 415),
            ("500", Photo[500..600], [("Upload-Checksum", "sha256 " + Convert.ToBase64String(new byte[32]))], 460), ("500", Photo[500..600], [("Upload-Checksum", "md5 AAAA")], 400),
        ])
        {
            using var answer = await Ask(Rina, "PATCH", path, body, [("Upload-Offset", offset), .. headers]);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("500", await Offset(Rina, path));
        }
        // longer than declared, without saying how long
        using (var chunked = new HttpRequestMessage(HttpMethod.Patch, path) { Content = new StreamContent(new UnknownLength([.. Photo[500..], 1, 2, 3])) })
        {
            foreach (var (name, value) in ((string, string)[])[("Tus-Resumable", "1.0.0"), ("Origin", Site.Address), ("Upload-Offset", "500")])
                chunked.Headers.Add(name, value);
            chunked.Content.Headers.Add("Content-Type", "application/offset+octet-stream");
            using var answer = await Rina.Ask(chunked);
            Assert.Equal((413, "500"), ((int)answer.StatusCode, await Offset(Rina, path)));
        }
        using var rest = await Patch(Rina, path, 500, Photo[500..], ("Upload-Checksum", "sha1 " + Convert.ToBase64String(Sha1(Photo[500..]))));
        Assert.Equal((HttpStatusCode.NoContent, "done"), (rest.StatusCode, (await Result(Rina, path)).State));
        using var more = await Patch(Rina, path, Photo.Length, [1]);
        Assert.Equal(HttpStatusCode.Conflict, more.StatusCode);
    }

    [Fact]
    public async Task Of_two_that_write_at_once_one_wins_and_the_file_is_whole()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            var path = await Create(Rina, Photo.Length);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await Patch(Rina, path, 0, Photo)).Dispose()));
            for (var i = 0; i < 20 && (await Result(Rina, path)).State == "open"; i++)
            {
                var offset = int.Parse((await Offset(Rina, path))!, System.Globalization.CultureInfo.InvariantCulture);
                if (offset < Photo.Length)
                    (await Patch(Rina, path, offset, Photo[offset..])).Dispose();
            }
            Assert.Equal(("done", null), await Result(Rina, path));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Photo)), Last().File!.Hash);
        }
    }

    [Fact]
    public async Task One_person_has_ten_uploads_open_and_ten_times_the_largest_file()
    {
        for (var i = 0; i < Uploads.MostOpen; i++)
            await Create(Rina, 100);
        using var eleventh = await Ask(Rina, "POST", Tus, null, ("Upload-Length", "5"));
        Assert.Equal(HttpStatusCode.Forbidden, eleventh.StatusCode);
        Assert.Contains("Terlalu banyak unggahan", await eleventh.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        for (var i = 0; i < Uploads.MostOpen; i++)
            await Upload(Other, [.. Encoding.UTF8.GetBytes($"{i}\n"), .. Enumerable.Repeat((byte)'a', (1 << 20) - 2)], "a.txt");
        using var more = await Ask(Other, "POST", Tus, null, ("Upload-Length", "5"));
        Assert.Equal(HttpStatusCode.Forbidden, more.StatusCode);
    }

    [Fact]
    public async Task An_upload_is_used_once_and_only_by_who_uploaded_it()
    {
        await Upload(Rina, Photo);
        var (upload, file) = Last();
        var uploads = (Uploads)Site.Services.GetService(typeof(Uploads))!;
        var cancel = TestContext.Current.CancellationToken;
        using (var db = Site.Database.Open())
            Assert.Null(await uploads.Take(db, "someone else", upload.Id, cancel));
        using (var first = Site.Database.Open())
        using (var second = Site.Database.Open())
        {
            Assert.Equal(file!.Hash, (await uploads.Take(first, upload.PersonId, upload.Id, cancel))!.Hash);
            Assert.NotNull(await uploads.Take(second, upload.PersonId, upload.Id, cancel));
            Assert.Null(await uploads.Take(first, upload.PersonId, upload.Id, cancel));
            await first.SaveChangesAsync(cancel);
            await Assert.ThrowsAsync<Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException>(() => second.SaveChangesAsync(cancel));
        }
        using (var db = Site.Database.Open())
            Assert.Null(await uploads.Take(db, upload.PersonId, upload.Id, cancel));
    }

#pragma warning disable CA5350 // tus asks for SHA-1
    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
