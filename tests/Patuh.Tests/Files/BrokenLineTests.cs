using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
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
