using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Upload;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Files;

public sealed class SqliteBrokenLineTests : BrokenLineTests<SqliteDatabase>;

public sealed class PostgresBrokenLineTests : BrokenLineTests<PostgresDatabase>;

/// <summary>The real tus-js-client over a line that breaks, before the real program, which is killed.</summary>
public abstract class BrokenLineTests<T> : IDisposable where T : TestDatabase, new()
{
    private const int Size = 6_000_000;

    private readonly T database = new();
    private readonly TemporaryFolder folder = new();
    private readonly string address = $"http://127.0.0.1:{FreePort()}";
    private readonly byte[] file = [.. "%PDF-1.4\n"u8, .. RandomNumberGenerator.GetBytes(Size), .. "\n%%EOF\n"u8];
    private Process? program;

    public void Dispose()
    {
        if (program is { HasExited: false })
            program.Kill();
        program?.WaitForExit();
        database.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_upload_goes_on_where_it_was_over_a_line_that_breaks_every_megabyte()
    {
        using var visitor = await Begin();
        using var client = Client(visitor, bytesPerSecond: 4_000_000, dropBytes: 1_000_000);
        var end = await End(client);
        Assert.InRange(end.GetProperty("drops").GetInt32(), 5, 12);
        Assert.True(end.GetProperty("sent").GetInt64() < Size * 1.5, $"{end}");
        Whole();
    }

    [Fact]
    public async Task An_upload_goes_on_after_the_program_was_killed_and_nothing_half_written_stays()
    {
        using var visitor = await Begin();
        using var client = Client(visitor, bytesPerSecond: 2_000_000, dropBytes: 0);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
            while (Arrived() < Size / 3)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        program!.Kill();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(Arrived(), Size / 3, Size);
        await Serve();
        var end = await End(client);
        // what had come before was not sent again
        Assert.True(end.GetProperty("sent").GetInt64() < Size * 1.4, $"{end}");
        Whole();
    }

    [Fact]
    public async Task Bytes_that_were_not_held_against_their_checksum_go_when_the_program_is_killed()
    {
        using var visitor = await Begin();
        string path;
        using (var create = Tus(HttpMethod.Post, TusRoutes.Path, ("Upload-Length", $"{file.Length}"), ("Upload-Metadata", "filename " + Convert.ToBase64String("a.pdf"u8))))
        using (var created = await visitor.Ask(create))
            path = created.Headers.Location!.OriginalString;
        // checked, then without a checksum, then a piece of which half has come
        await Patch(visitor, path, 0, file[..1000], checksum: true);
        await Patch(visitor, path, 1000, file[1000..3000], checksum: false);
        using (var begun = await HalfSent(visitor, path, 3000, file[3000..2_003_000]))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Arrived() < 900_000)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
            program!.Kill();
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await Serve();
        using (var head = Tus(HttpMethod.Head, path))
        using (var told = await visitor.Ask(head))
            Assert.Equal("3000", told.Headers.GetValues("Upload-Offset").Single());
        await Patch(visitor, path, 3000, file[3000..], checksum: true);
        Whole();
    }

    private HttpRequestMessage Tus(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("Tus-Resumable", "1.0.0"), ("Origin", address), .. headers])
            request.Headers.Add(name, value);
        return request;
    }

    private async Task Patch(Visitor visitor, string path, int offset, byte[] body, bool checksum)
    {
        using var request = Tus(HttpMethod.Patch, path, [("Upload-Offset", $"{offset}"), .. checksum ? [("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData(body)))] : Array.Empty<(string, string)>()]);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.Add("Content-Type", "application/offset+octet-stream");
        using var answer = await visitor.Ask(request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>A connection over which the first half of a piece has gone, with the checksum of the whole.</summary>
    private async Task<TcpClient> HalfSent(Visitor visitor, string path, int offset, byte[] piece)
    {
        var (site, line) = (new Uri(address), new TcpClient());
        await line.ConnectAsync(site.Host, site.Port, TestContext.Current.CancellationToken);
        var head = $"PATCH {path} HTTP/1.1\r\nHost: {site.Authority}\r\nCookie: {visitor.Cookies.GetCookieHeader(new Uri(address + "/kerja/"))}\r\nOrigin: {address}\r\nTus-Resumable: 1.0.0\r\n"
            + $"Upload-Offset: {offset}\r\nUpload-Checksum: sha256 {Convert.ToBase64String(SHA256.HashData(piece))}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {piece.Length}\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        await line.GetStream().WriteAsync(piece.AsMemory(0, piece.Length / 2), TestContext.Current.CancellationToken);
        return line;
    }

    private void Whole()
    {
        using var db = database.Open();
        var upload = db.Set<UploadRow>().Single();
        Assert.Equal((UploadState.Done, Convert.ToHexStringLower(SHA256.HashData(file))), (upload.State, upload.FileHash));
        Assert.Equal(file, File.ReadAllBytes(Path.Combine(folder["files"], upload.FileHash![..2], upload.FileHash)));
        Assert.Equal(["application/pdf"], db.Set<StoredFileRow>().Select(f => f.MediaType));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder["files"], "uploads")));
    }

    /// <summary>How much of the upload is on the disk.</summary>
    private long Arrived()
    {
        var uploads = Path.Combine(folder["files"], "uploads");
        return Directory.Exists(uploads) ? Directory.EnumerateFiles(uploads).Sum(f => new FileInfo(f).Length) : 0;
    }

    private async Task<Visitor> Begin()
    {
        await File.WriteAllBytesAsync(folder["a.pdf"], file, TestContext.Current.CancellationToken);
        var made = TheProgram.TryWith("", database.Text, ["admin", "create", "rina@contoh.go.id", "--name", "Rina Kusuma"], Environment());
        Assert.True(made.Status == 0, made.Errors);
        await Serve();
        var visitor = new Visitor(address);
        var link = made.Output.Split(['\n', ' ']).First(w => w.Contains("/kerja/undangan/", StringComparison.Ordinal));
        var answer = await visitor.Send(link[link.IndexOf("/kerja", StringComparison.Ordinal)..], null, ("sandi", "kopi tubruk sore hari"));
        Assert.True(answer.Status == 303, answer.Text);
        return visitor;
    }

    private async Task Serve()
    {
        program = TheProgram.Start(database.Text, ["serve", "--urls", address], Environment());
        Assert.StartsWith("http", await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private (string, string)[] Environment() => [("PATUH_KEYS", TestDatabase.KeysPath), ("PATUH_SEALS", database.SealsPath), ("PATUH_FILES", folder["files"])];

    private Process Client(Visitor visitor, int bytesPerSecond, int dropBytes) => Process.Start(new ProcessStartInfo("node",
        ["tus.mjs", address, visitor.Cookies.GetCookieHeader(new Uri(address + "/kerja/")), folder["a.pdf"], "a.pdf", $"{bytesPerSecond}", $"{dropBytes}", "0"])
    { WorkingDirectory = Repository.File("tests", "web"), RedirectStandardOutput = true })!;

    private static async Task<string> Line(Process client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        return await client.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the client ended");
    }

    private static async Task<JsonElement> End(Process client)
    {
        while (true)
        {
            var line = JsonDocument.Parse(await Line(client)).RootElement;
            if (line.TryGetProperty("progress", out _))
                continue;
            Assert.True(line.TryGetProperty("url", out _), $"{line}");
            return line;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
