using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqlitePasskeyTests : PasskeyTests<SqliteDatabase>;

public sealed class PostgresPasskeyTests : PasskeyTests<PostgresDatabase>;

/// <summary>Passkeys over HTTP, with a key in software that can also answer wrongly.</summary>
public abstract class PasskeyTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Mine = "/kerja/akun/kunci-sandi";
    private const string Door = "/kerja/masuk/kunci-sandi";
    private const string Password = "kopi tubruk sore hari";

    private readonly WorkSite<T> site = new();
    private readonly SoftKey key;

    protected PasskeyTests() => key = new SoftKey("127.0.0.1", site.Address);

    [Fact]
    public async Task A_passkey_is_added_with_the_password_and_then_signs_in_with_full_rights()
    {
        using var admin = await Admin();
        Assert.Equal(403, (await admin.Get("/kerja/organisasi/ombudsman/undang")).Status);
        var added = await Add(admin, key);
        Assert.Equal((303, Mine + "?selesai=kunci-ditambah"), (added.Status, added.Location));
        Assert.Contains("ponsel dinas", (await admin.Get(added.Location!)).Text, StringComparison.Ordinal);

        using var later = site.Visitor();
        var entered = await Enter(later, key);
        Assert.True(entered.Status == 303, entered.Text);
        Assert.Equal(200, (await later.Get("/kerja/organisasi/ombudsman/undang")).Status);
        using var db = site.Database.Open();
        var events = await db.Set<AuditEventRow>().OrderBy(e => e.Id).Select(e => e.Action + " " + e.AfterJson).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains("""passkey.added {"name":"ponsel dinas"}""", events);
        Assert.Equal("""session.begun {"strong":true,"passkey":true}""", events[^1]);
    }

    [Fact]
    public async Task Adding_and_removing_ask_for_the_password_and_a_removed_passkey_opens_nothing()
    {
        using var admin = await Admin();
        var refused = await admin.PostWithToken(Mine + "?handler=Tanya", Mine, ("nama", "ponsel"), ("sandi", "bukan sandinya"));
        Assert.Equal((400, "Kata sandi itu tidak cocok."), (refused.Status, refused.Html));
        await Add(admin, key);
        var page = await admin.Get(Mine);
        var ask = page.Page.QuerySelector("table a")!.GetAttribute("href")!;
        var wrong = await admin.Send(ask, Mine + "?handler=Hapus", ("sandi", "bukan sandinya"));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("tidak cocok", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await admin.Send(ask, Mine + "?handler=Hapus", ("sandi", Password))).Status);
        Assert.Contains("Belum ada kunci sandi", (await admin.Get(Mine)).Text, StringComparison.Ordinal);
        using var later = site.Visitor();
        Refused(await Enter(later, key));
    }

    [Fact]
    public async Task A_passkey_for_another_site_a_shared_one_and_a_copied_one_are_refused()
    {
        using var admin = await Admin();
        using (var elsewhere = new SoftKey("patuh.example", "https://patuh.example"))
            Assert.Equal(400, (await Add(admin, elsewhere)).Status);
        using (var unopened = new SoftKey("127.0.0.1", site.Address) { Verifies = false })
            Assert.Equal(400, (await Add(admin, unopened)).Status);
        key.Count = 7;
        await Add(admin, key);
        using var visitor = site.Visitor();
        key.Origin = "https://patuh.example";
        Refused(await Enter(visitor, key));
        (key.Origin, key.Host) = (site.Address, "patuh.example");
        Refused(await Enter(visitor, key));
        (key.Host, key.Verifies) = ("127.0.0.1", false);
        Refused(await Enter(visitor, key));
        // its counter stands where it stood: a copy
        (key.Verifies, key.Count) = (true, 6);
        Refused(await Enter(visitor, key));
        key.Count = 7;
        Assert.Equal(303, (await Enter(visitor, key)).Status);
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_for_what_was_asked()
    {
        using var admin = await Admin();
        await Add(admin, key);
        using var visitor = site.Visitor();
        var (ticket, options) = await Ask(visitor, Door, Door);
        var answer = key.Get(options);
        foreach (var (t, a) in ((string, string)[])[("", answer), (ticket[..^5], answer), ("x" + ticket, answer), (ticket, ""), (new string('x', 9000), answer)])
            Refused(await visitor.PostWithToken(Door, Door, ("tiket", t), ("jawaban", a)));
        Assert.Equal(303, (await visitor.PostWithToken(Door, Door, ("tiket", ticket), ("jawaban", answer))).Status);
        using var thief = site.Visitor();
        Refused(await thief.PostWithToken(Door, Door, ("tiket", ticket), ("jawaban", answer)));

        // a question for a new key is none for signing in, and none for another's session
        using var second = new SoftKey("127.0.0.1", site.Address);
        var (forNew, create) = await Ask(admin, Mine, Mine, ("nama", "kedua"), ("sandi", Password));
        Refused(await thief.PostWithToken(Door, Door, ("tiket", forNew), ("jawaban", second.Create(create))));
        var (again, createAgain) = await Ask(admin, Mine, Mine, ("nama", "kedua"), ("sandi", Password));
        using var other = await site.Member("lain@contoh.go.id", "auditor", "ombudsman");
        var foreign = await other.PostWithToken(Mine, Mine, ("nama", "curian"), ("tiket", again), ("jawaban", second.Create(createAgain)));
        Assert.Equal(400, foreign.Status);
        Assert.Equal("curian", foreign.Page.QuerySelector("#nama")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_only_knows_the_password_of_somebody_with_a_passkey_sets_nothing_up_and_takes_nothing_off()
    {
        using var owner = await Admin();
        using var elsewhere = site.Visitor();
        await elsewhere.Send("/kerja/masuk", null, ("surel", "admin@contoh.go.id"), ("sandi", Password));
        await Add(owner, key);
        // a new key ends what was signed in without it
        Assert.Equal(302, (await elsewhere.Get("/kerja")).Status);
        using var thief = site.Visitor();
        Assert.Equal(303, (await thief.Send("/kerja/masuk", null, ("surel", "admin@contoh.go.id"), ("sandi", Password))).Status);
        Assert.Equal(403, (await thief.Get("/kerja/organisasi/ombudsman/undang")).Status);
        var asked = await thief.PostWithToken(Mine + "?handler=Tanya", Mine, ("nama", "milik saya"), ("sandi", Password));
        Assert.Equal(400, asked.Status);
        Assert.StartsWith("Masuk dahulu dengan kunci sandi", asked.Html, StringComparison.Ordinal);
        var ask = (await thief.Get(Mine)).Page.QuerySelector("table a")!.GetAttribute("href")!;
        Assert.Equal(400, (await thief.Send(ask, Mine + "?handler=Hapus", ("sandi", Password))).Status);
        var factor = await thief.Get("/kerja/akun/faktor-kedua");
        Assert.Contains("Masuklah dengannya dahulu", factor.Text, StringComparison.Ordinal);
        Assert.Null(factor.Page.QuerySelector("input[name=tiket]"));
        Assert.Equal(400, (await thief.PostWithToken("/kerja/akun/faktor-kedua?handler=Pasang", Mine, ("kode", "123456"), ("sandi", Password))).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("bukan json")]
    [InlineData("""{"id":"x","rawId":"x","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"","signature":"","userHandle":null}}""")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"%%%","attestationObject":"oA"}}""")]
    public async Task Nonsense_is_refused_in_words(string answer)
    {
        using var visitor = site.Visitor();
        var (ticket, _) = await Ask(visitor, Door, Door);
        Refused(await visitor.PostWithToken(Door, Door, ("tiket", ticket), ("jawaban", answer)));
        using var admin = await Admin();
        var (forNew, _) = await Ask(admin, Mine, Mine, ("nama", "ponsel"), ("sandi", Password));
        var kept = await admin.PostWithToken(Mine, Mine, ("nama", "ponsel"), ("tiket", forNew), ("jawaban", answer));
        Assert.Equal(400, kept.Status);
        Assert.Contains("tidak tersimpan", kept.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_of_a_closed_account_opens_nothing()
    {
        using var admin = await Admin();
        await Add(admin, key);
        using (var db = site.Database.Open())
            await db.Set<PersonRow>().ExecuteUpdateAsync(p => p.SetProperty(x => x.ClosedAt, "2026-11-25T00:00:00Z"), TestContext.Current.CancellationToken);
        using var visitor = site.Visitor();
        Refused(await Enter(visitor, key));
    }

    public void Dispose()
    {
        key.Dispose();
        site.Dispose();
    }

    private Task<Visitor> Admin() => site.Member("admin@contoh.go.id", "national_administrator", "ombudsman");

    private static async Task<(string Ticket, JsonElement Options)> Ask(Visitor visitor, string path, string tokenFrom, params (string, string)[] fields)
    {
        var asked = await visitor.PostWithToken(path + "?handler=Tanya", tokenFrom, fields);
        Assert.True(asked.Status == 200, asked.Html);
        var question = JsonDocument.Parse(asked.Html).RootElement;
        return (question.GetProperty("ticket").GetString()!, question.GetProperty("options"));
    }

    private static async Task<Answer> Add(Visitor visitor, SoftKey key)
    {
        var (ticket, options) = await Ask(visitor, Mine, Mine, ("nama", "ponsel dinas"), ("sandi", Password));
        return await visitor.PostWithToken(Mine, Mine, ("nama", "ponsel dinas"), ("tiket", ticket), ("jawaban", key.Create(options)));
    }

    private static async Task<Answer> Enter(Visitor visitor, SoftKey key)
    {
        var (ticket, options) = await Ask(visitor, Door, Door);
        return await visitor.PostWithToken(Door, Door, ("tiket", ticket), ("jawaban", key.Get(options)));
    }

    private static void Refused(Answer answer)
    {
        Assert.True(answer.Status == 400, $"{answer.Status} {answer.Location}");
        Assert.Contains("tidak cocok dengan akun di sini", answer.Text, StringComparison.Ordinal);
    }
}
