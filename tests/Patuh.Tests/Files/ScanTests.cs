using System.Net;
using System.Net.Sockets;
using System.Text;
using Patuh.Platform.Audit;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Scan;
using Patuh.Platform.Files.Serve;
using Patuh.Platform.Files.Store;
using Patuh.Tests.Support;

namespace Patuh.Tests.Files;

public sealed class SqliteScanTests : ScanTests<SqliteDatabase>;

public sealed class PostgresScanTests : ScanTests<PostgresDatabase>;

/// <summary>Files before a real clamd: clean, infected, and held while it is away.</summary>
public abstract class ScanTests<T> : FileSite<T> where T : TestDatabase, new()
{
    private readonly ClamdServer clamd = new();

    private protected override FileSettings Settings(FileSettings settings) => settings with { Clamd = ClamdAddress.Of(clamd.Address) };

    public override ValueTask DisposeAsync()
    {
        clamd.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    private Scanner Scanner => (Scanner)Site.Services.GetService(typeof(Scanner))!;

    [Fact]
    public async Task A_clean_file_is_clean_at_once_and_an_infected_one_is_refused_removed_and_on_record()
    {
        await clamd.Start();
        Assert.Equal(("done", null), await Result(Rina, await Upload(Rina, Samples.Pdf, "a.pdf")));
        Assert.Equal(FileState.Clean, Last().File!.State);
        var virus = Encoding.ASCII.GetBytes($"daftar\n{ClamdServer.Virus}\n");
        var (state, sentence) = await Result(Rina, await Upload(Rina, virus, "a.txt"));
        Assert.Equal("refused", state);
        Assert.Contains("Pemindai virus menemukan", sentence, StringComparison.Ordinal);
        var file = Last().File!;
        Assert.Equal((FileState.Refused, FileProblem.Infected), (file.State, file.Refusal));
        Assert.Null(Kept(file.Hash));
        using (var db = Site.Database.Open())
            Assert.Contains("Patuh.Test.Marker", db.Set<AuditEventRow>().Single(e => e.Action == "stored_file.refused" && e.SubjectId == file.Hash).AfterJson, StringComparison.Ordinal);
        // the same bytes again, from somebody else, are known
        Assert.Equal("refused", (await Result(Other, await Upload(Other, virus, "b.txt"))).State);
        Assert.Null(Kept(file.Hash));
        var form = await Other.SendFiles(Page, "berkas", ("c.txt", virus));
        Assert.Equal(400, form.Status);
        Assert.Contains("Pemindai virus menemukan", form.Text, StringComparison.Ordinal);
        using (var db = Site.Database.Open())
            Assert.DoesNotContain(db.Set<StoredFileRow>(), f => f.State == FileState.Waiting);
    }

    [Fact]
    public async Task While_the_scanner_is_away_files_wait_for_it_and_only_who_brought_them_opens_them()
    {
        Assert.Equal(("waiting", null), await Result(Rina, await Upload(Rina, Samples.Pdf, "a.pdf")));
        var (upload, file) = Last();
        Assert.Equal(FileState.Waiting, file!.State);
        Assert.Contains("Menunggu pemindai virus", (await Rina.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await Rina.Get($"{Page}/{upload.Id}")).Status);
        await using (var db = Site.Database.Open())
        {
            var responses = new FileResponses(db, Store);
            Assert.Null(await responses.Send(new Microsoft.AspNetCore.Http.DefaultHttpContext(), file.Hash, "a.pdf", own: false));
        }
        var virus = Encoding.ASCII.GetBytes($"{ClamdServer.Virus}\n");
        Assert.Equal("waiting", (await Result(Rina, await Upload(Rina, virus, "b.txt"))).State);
        Assert.Equal(0, await Scanner.Round(TestContext.Current.CancellationToken));
        await clamd.Start();
        Assert.Equal(2, await Scanner.Round(TestContext.Current.CancellationToken));
        using (var db = Site.Database.Open())
        {
            Assert.Equal(FileState.Clean, db.Find<StoredFileRow>(file.Hash)!.State);
            Assert.Single(db.Set<StoredFileRow>(), f => f.State == FileState.Refused);
        }
    }

    [Fact]
    public async Task What_the_scanner_cannot_say_of_waits_and_others_are_looked_at()
    {
        await clamd.Start(largest: "100K");
        Assert.Equal("waiting", (await Result(Rina, await Upload(Rina, [.. Enumerable.Repeat((byte)'a', 300_000)], "a.txt"))).State);
        Assert.Equal("done", (await Result(Rina, await Upload(Rina, Samples.Pdf, "b.pdf"))).State);
        Assert.Equal(1, await Scanner.Round(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_scanner_that_hangs_up_or_talks_nonsense_lets_nothing_through()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Clamd(ClamdAddress.Of($"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        foreach (var (answer, kind) in ((string, VerdictKind)[])[("", VerdictKind.Away), ("stream: OK\0", VerdictKind.Clean), ("stream: OKAY\0", VerdictKind.Unsure), ("OK FOUND OK\0", VerdictKind.Unsure), ("stream: Eicar FOUND\0", VerdictKind.Infected), ("INSTREAM size limit exceeded. ERROR\0", VerdictKind.Unsure)])
        {
            var looked = client.Look(new MemoryStream(new byte[100_000]), TestContext.Current.CancellationToken);
            using (var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken))
            {
                var buffer = new byte[200_000];
                for (var got = 0; got < 100_000 + 10 + 8 + 4;)
                    got += await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
                socket.Shutdown(SocketShutdown.Both);
            }
            Assert.Equal(kind, (await looked).Kind);
        }
    }
}
