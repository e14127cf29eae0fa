using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Platform.Audit;
using Patuh.Platform.Mail;
using Patuh.Platform.Problems;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqliteMailTests : MailTests<SqliteDatabase>;

public sealed class PostgresMailTests : MailTests<PostgresDatabase>;

/// <summary>Letters that open accounts, through a real mail server.</summary>
public abstract class MailTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Password = "kopi tubruk sore hari";

    private readonly MailServer server = new();
    private readonly WorkSite<T> site;

    protected MailTests() => site = new WorkSite<T>(demo: true, mail: server.Settings);

    public void Dispose()
    {
        site.Dispose();
        server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_invitation_goes_by_mail_and_accepting_it_confirms_the_address()
    {
        using var admin = await site.Visitor().As("national_administrator");
        var sent = await admin.Send("/kerja/organisasi/ombudsman/undang", null, ("surel", "budi@contoh.go.id"), ("nama", "Budi Santoso"), ("peran", "auditor"), ("sejak", "2026-01-01"), ("sampai", ""));
        Assert.Equal("/kerja/organisasi/ombudsman?selesai=undangan-dikirim", sent.Location);
        var letter = await server.Next();
        Assert.Equal(["budi@contoh.go.id"], letter.To);
        Assert.Contains("Ayu Lestari mengundang Anda sebagai Auditor", letter.Text, StringComparison.Ordinal);
        using var visitor = site.Visitor();
        Assert.Equal(303, (await visitor.Send(letter.Link, null, ("sandi", Password))).Status);
        using var db = site.Database.Open();
        Assert.True(db.Set<PersonRow>().Single(p => p.Email == "budi@contoh.go.id").EmailConfirmed);
    }

    [Fact]
    public async Task The_last_seal_of_a_day_leaves_by_mail_and_on_a_public_page_and_the_trail_is_proven_by_it()
    {
        using var watched = new WorkSite<T>(demo: true, mail: server.Settings, sealMail: "saksi@luar.example");
        using var admin = await watched.Visitor().As("national_administrator");
        int number;
        string chain;
        using (var db = watched.Database.Open())
        using (var key = watched.Database.Keys.Signing())
        {
            while (new AuditSealer(key, watched.Clock).Seal(db) is not null)
                continue;
            var seal = db.Set<AuditSealRow>().OrderByDescending(s => s.Number).First();
            (number, chain) = (seal.Number, seal.Chain);
        }
        using var reader = watched.Visitor();
        Assert.Contains("Belum ada hari yang lewat", (await reader.Get("/segel")).Text, StringComparison.Ordinal);
        watched.Clock.Now += TimeSpan.FromDays(1);
        var letter = await server.Next();
        Assert.Equal(["saksi@luar.example"], letter.To);
        Assert.Contains($"./patuh audit verify --root {number}={chain}", letter.Text, StringComparison.Ordinal);
        Assert.Contains(chain, (await reader.Get("/en/segel?x=1")).Text, StringComparison.Ordinal);
        Assert.Contains($"2026-11-25,{number},2026-11-25T", (await reader.Get("/segel.csv")).Html, StringComparison.Ordinal);

        (string, string)[] environment = [("PATUH_KEYS", TestDatabase.KeysPath), ("PATUH_SEALS", watched.Database.SealsPath)];
        var proof = TheProgram.TryWith("", watched.Database.Text, ["audit", "verify", "--root", $"{number}={chain}"], environment);
        Assert.True(proof.Status == 0, proof.Output + proof.Errors);
        Assert.Contains($"proven by it: up to seal {number}", proof.Output, StringComparison.Ordinal);
        var other = TheProgram.TryWith("", watched.Database.Text, ["audit", "verify", "--root", $"{number}={new string('0', 64)}"], environment);
        Assert.Equal(1, other.Status);
        Assert.Contains($"forged: seal {number} is not the one whose root left", other.Output, StringComparison.Ordinal);
        Assert.Equal(2, TheProgram.TryWith("", watched.Database.Text, ["audit", "verify", "--root", "satu"], environment).Status);
    }

    [Fact]
    public async Task A_new_password_by_mail_does_not_go_round_the_second_factor()
    {
        using var owner = await site.Member("budi@contoh.go.id", "auditor", "ombudsman");
        var setup = await owner.Get("/kerja/akun/faktor-kedua");
        var key = setup.Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(200, (await owner.Send(setup, "", "/kerja/akun/faktor-kedua?handler=Pasang", ("kode", Totp.Code(key, site.Clock.Now)), ("sandi", Password))).Status);
        using var thief = site.Visitor();
        await thief.Send("/kerja/lupa-sandi", null, ("surel", "budi@contoh.go.id"));
        var letter = await server.Next();
        Assert.Equal(303, (await thief.Send(letter.Link, null, ("sandi", "teh tawar pagi buta"))).Status);
        Assert.Equal(302, (await thief.Get("/kerja")).Status);
        var asked = await thief.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "teh tawar pagi buta"));
        Assert.NotNull(asked.Page.QuerySelector("#kode"));
        Assert.Equal(302, (await thief.Get("/kerja")).Status);
    }

    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_once_by_a_link_of_an_hour()
    {
        using var old = await site.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var visitor = site.Visitor();
        var unknown = await visitor.Send("/kerja/lupa-sandi", null, ("surel", "tidak@ada.go.id"));
        var known = await visitor.Send("/kerja/lupa-sandi", null, ("surel", "budi@contoh.go.id"));
        Assert.Equal(unknown.Text.Replace("tidak@ada.go.id", "X", StringComparison.Ordinal), known.Text.Replace("budi@contoh.go.id", "X", StringComparison.Ordinal));
        var letter = await server.Next();
        Assert.Equal(["budi@contoh.go.id"], letter.To);
        Assert.Equal(400, (await visitor.Send(letter.Link, null, ("sandi", "pendek"))).Status);
        Assert.Equal(303, (await visitor.Send(letter.Link, null, ("sandi", "teh tawar pagi buta"))).Status);
        Assert.Equal(404, (await visitor.Get(letter.Link)).Status);
        Assert.Equal(302, (await old.Get("/kerja")).Status);
        Assert.Equal(400, (await visitor.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", Password))).Status);
        Assert.Equal(303, (await visitor.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "teh tawar pagi buta"))).Status);
    }

    [Fact]
    public async Task A_link_runs_out_after_an_hour()
    {
        (await site.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu")).Dispose();
        using var visitor = site.Visitor();
        await visitor.Send("/kerja/lupa-sandi", null, ("surel", "budi@contoh.go.id"));
        var letter = await server.Next();
        site.Clock.Now += TimeSpan.FromMinutes(61);
        Assert.Equal(404, (await visitor.Get(letter.Link)).Status);
    }

    [Fact]
    public async Task A_letter_that_the_server_refuses_for_now_goes_later_and_lies_sealed_until_then()
    {
        using var refusing = new MailServer(refusals: 1);
        using var other = new WorkSite<T>(demo: false, mail: refusing.Settings);
        (await other.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu")).Dispose();
        using var visitor = other.Visitor();
        await visitor.Send("/kerja/lupa-sandi", null, ("surel", "budi@contoh.go.id"));
        using var db = other.Database.Open();
        // refused once, it waits for a minute
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        MailRow? waiting = null;
        while (waiting is not { Attempts: 1, NextAt: "2026-11-25T03:01:00.000Z" })
            waiting = await db.Set<MailRow>().SingleOrDefaultAsync(limit.Token);
        Assert.DoesNotContain("budi", waiting.Sealed, StringComparison.Ordinal);
        other.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(["budi@contoh.go.id"], (await refusing.Next()).To);
        while (await db.Set<MailRow>().AnyAsync(limit.Token))
            continue;
    }

    [Fact]
    public async Task Where_no_mail_is_sent_the_page_says_what_to_do_and_the_command_line_makes_a_link()
    {
        using var silent = new WorkSite<T>();
        (await silent.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu")).Dispose();
        using var visitor = silent.Visitor();
        Assert.Contains("tidak mengirim surel", (await visitor.Get("/kerja/lupa-sandi")).Text, StringComparison.Ordinal);
        var run = TheProgram.TryWith("", silent.Database.Text, "admin", "reset", "budi@contoh.go.id");
        Assert.True(run.Status == 0, run.Errors);
        silent.Clock.Now = TimeProvider.System.GetUtcNow();
        Assert.Equal(200, (await visitor.Get(new Uri(run.Output.Trim()).AbsolutePath)).Status);
        Assert.NotEqual(0, TheProgram.TryWith("", silent.Database.Text, "admin", "reset", "tidak@ada.go.id").Status);
    }
}

/// <summary>Settings of mail that cannot be meant.</summary>
public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("localhost:25", "a@b.id", null, null)]
    [InlineData("smtp://user:secret@mail.example", "a@b.id", null, null)]
    [InlineData("smtp+plain://mail.example:25", "a@b.id", null, null)]
    [InlineData("smtp://mail.example", null, null, null)]
    [InlineData("smtp://mail.example", "a@b.id", "user", null)]
    [InlineData("smtp://mail.example", "a@b.id", "user", "/nowhere/at/all")]
    public void Are_refused_without_repeating_a_secret(string server, string? from, string? user, string? file)
    {
        var e = Assert.Throws<UsageException>(() => MailSettings.Of(server, from, user, file));
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Need_the_sites_own_address_for_a_visitor_must_not_choose_where_links_in_letters_lead()
    {
        using var database = new SqliteDatabase();
        var run = TheProgram.TryWith("", database.Text, ["serve", "--urls", "http://127.0.0.1:0"], [("PATUH_SMTP", "smtp://mail.example"), ("PATUH_MAIL_FROM", "a@b.id")]);
        Assert.Equal(2, run.Status);
        Assert.Contains("PATUH_PUBLIC_URL", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_there_is_no_mail() => Assert.Null(MailSettings.Of(null, null, null, null));
}
