using System.Net;
using System.Net.Http.Headers;
using Patuh.Tests.Support;

namespace Patuh.Tests.Files;

public sealed class SqliteServeTests : ServeTests<SqliteDatabase>;

public sealed class PostgresServeTests : ServeTests<PostgresDatabase>;

/// <summary>How files go out, and what a form that is too large hears.</summary>
public abstract class ServeTests<T> : FileSite<T> where T : TestDatabase, new()
{
    private const string Sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    [Fact]
    public async Task A_file_is_sent_to_be_saved_with_the_type_of_its_bytes_and_a_safe_name()
    {
        foreach (var (name, bytes, type, saved) in ((string, byte[], string, string)[])
        [
            ("maklumat <b>.pdf", Samples.Pdf, "application/pdf", "maklumat _b_.pdf"), ("foto.php", Samples.Png, "image/png", "foto.png"), ("daftar.csv", "a,b\n"u8.ToArray(), "text/plain", "daftar.csv"),
            ("a.html", "halo"u8.ToArray(), "text/plain", "a.txt"), ("antrean.mp4", Samples.Video(), "video/mp4", "antrean.mp4"),
        ])
        {
            var path = await Upload(Rina, bytes, name);
            var address = path.Replace("/unggah", "", StringComparison.Ordinal);
            using var answer = await Rina.Ask(new HttpRequestMessage(HttpMethod.Get, address));
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal(("attachment", saved), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal((Sandbox, "nosniff", "same-origin"), (One(answer, "Content-Security-Policy"), One(answer, "X-Content-Type-Options"), One(answer, "Cross-Origin-Resource-Policy")));
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(404, (await Other.Get(address)).Status);
        }
    }

    [Fact]
    public async Task Previews_and_pdf_open_in_a_sandbox_and_nothing_else_does()
    {
        foreach (var (bytes, ask, disposition, type) in ((byte[], string, string, string)[])
        [
            (Samples.Png, "?lihat=pratinjau", "inline", "image/webp"), (Samples.Pdf, "?lihat=isi", "inline", "application/pdf"), (Samples.Png, "?lihat=isi", "attachment", "image/png"), ("halo"u8.ToArray(), "?lihat=isi", "attachment", "text/plain"),
        ])
        {
            var address = (await Upload(Rina, bytes)).Replace("/unggah", "", StringComparison.Ordinal) + ask;
            using var answer = await Rina.Ask(new HttpRequestMessage(HttpMethod.Get, address));
            Assert.Equal((disposition, type, Sandbox), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentType!.MediaType, One(answer, "Content-Security-Policy")));
        }
        Assert.Equal(404, (await Rina.Get((await Upload(Rina, Samples.Pdf)).Replace("/unggah", "", StringComparison.Ordinal) + "?lihat=pratinjau")).Status);
    }

    [Fact]
    public async Task A_video_is_sent_in_parts()
    {
        var address = (await Upload(Rina, Samples.Video())).Replace("/unggah", "", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "?lihat=isi");
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var answer = await Rina.Ask(request);
        Assert.Equal((HttpStatusCode.PartialContent, 100L), (answer.StatusCode, answer.Content.Headers.ContentLength));
        using var beyond = new HttpRequestMessage(HttpMethod.Get, address);
        beyond.Headers.Range = new RangeHeaderValue(1_000_000, null);
        using var refused = await Rina.Ask(beyond);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
    }

    private static string One(HttpResponseMessage answer, string header) => answer.Headers.GetValues(header).Single();
}

/// <summary>The plain form where files may have one megabyte.</summary>
public sealed class FormSizeTests : FileSite<SqliteDatabase>
{
    private protected override Patuh.Platform.Files.FileSettings Settings(Patuh.Platform.Files.FileSettings settings) => settings with { Limit = 2 << 20 };

    [Fact]
    public async Task A_form_with_files_may_be_larger_than_others_and_what_is_too_large_hears_it_from_a_page_of_ours()
    {
        Assert.Equal(303, (await Rina.SendFiles(Page, "berkas", ("a.txt", [.. Enumerable.Repeat((byte)'a', 2 << 20)]))).Status);
        // larger than a file may be, but not than the form
        var larger = await Rina.SendFiles(Page, "berkas", ("a.txt", [.. Enumerable.Repeat((byte)'a', (2 << 20) + 10)]));
        Assert.Equal(400, larger.Status);
        Assert.Contains("lebih besar dari 2 MB", larger.Text, StringComparison.Ordinal);
        // larger than the form: said before it is read
        var largest = await Rina.SendFiles(Page, "berkas", ("a.txt", [.. Enumerable.Repeat((byte)'a', 5 << 20)]));
        Assert.Equal(413, largest.Status);
        Assert.Contains("lebih besar dari 2 MB", largest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_before_they_are_read()
    {
        using var socket = new System.Net.Sockets.TcpClient();
        var site = new Uri(Site.Address);
        await socket.ConnectAsync(site.Host, site.Port, TestContext.Current.CancellationToken);
        var cookies = Rina.Cookies.GetCookieHeader(new Uri(Site.Address + Page));
        await using var stream = socket.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"POST {Page} HTTP/1.1\r\nHost: {site.Authority}\r\nCookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 2147483648\r\n\r\n--x\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.Contains("lebih besar dari 2 MB", StringComparison.Ordinal))
                return;
        Assert.Fail("the page does not say it");
    }

    [Fact]
    public async Task Other_forms_take_no_more_than_before()
    {
        var answer = await Rina.SendFiles("/kerja/akun", "berkas", ("a.txt", new byte[3 << 19]));
        Assert.Equal(413, answer.Status);
        Assert.Contains("satu megabita", answer.Text, StringComparison.Ordinal);
    }
}
