using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patuh.Accounts.People;
using Patuh.Accounts.SignIn;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqliteSignInTests : SignInTests<SqliteDatabase>;

public sealed class PostgresSignInTests : SignInTests<PostgresDatabase>;

/// <summary>Coming in: invitations, passwords, second factors, sessions; and what is tried against them.</summary>
public abstract class SignInTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Password = "kopi tubruk sore hari";

    private readonly WorkSite<T> site = new();

    public void Dispose()
    {
        site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_is_invited_chooses_a_password_and_is_in()
    {
        using var visitor = site.Visitor();
        var link = site.Invite("siti@contoh.go.id", "auditor", "ombudsman");
        var page = await visitor.Get(link);
        Assert.Contains("Auditor (hanya membaca), di Ombudsman RI", page.Text, StringComparison.Ordinal);
        Assert.Equal("/kerja", (await visitor.Send(link, null, ("sandi", Password))).Location);
        Assert.Contains("Selamat bekerja, Siti Rahma", (await visitor.Get("/kerja")).Text, StringComparison.Ordinal);
        Assert.Contains("meminta faktor kedua", (await visitor.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_is_guessed_first_is_refused_in_words()
    {
        using var visitor = site.Visitor();
        var link = site.Invite("siti@contoh.go.id", "auditor", "ombudsman");
        foreach (var (password, sentence) in ((string, string)[])
            [
                ("pendek", "Paling sedikit 12 karakter"), ("password1234", "pertama ditebak"), ("rahasia123456", "pertama ditebak"), ("ombudsman2026!", "pertama ditebak"),
                ("aaaaaaaaaaaaaaaa", "pertama ditebak"), ("12345678901234", "pertama ditebak"), ("siti.rahma2026", "mirip nama"), (new string('ä', 300), "Paling banyak 256 karakter"),
            ])
        {
            var answer = await visitor.Send(link, null, ("sandi", password), ("nama", "Siti Rahma"));
            Assert.Equal(400, answer.Status);
            Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
            Assert.Equal("Siti Rahma", answer.Page.QuerySelector("#nama")!.GetAttribute("value"));
        }
    }

    [Fact]
    public void Passwords_are_hashed_slowly()
    {
        using var app = Patuh.Platform.Web.WebServer.Build(site.Database.Setup());
        Assert.Equal(210_000, app.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    [Fact]
    public async Task An_invitation_counts_once_and_two_at_once_make_one_account()
    {
        using var first = site.Visitor();
        using var second = site.Visitor();
        var link = site.Invite("siti@contoh.go.id", "auditor", "ombudsman");
        var (one, two) = (await first.Get(link), await second.Get(link));
        var answers = await Task.WhenAll(first.Send(one, link, null, ("sandi", Password)), second.Send(two, link, null, ("sandi", Password)));
        Assert.Single(answers, a => a.Status == 303);
        Assert.Equal(404, (await first.Get(link)).Status);
        Assert.Contains("sudah dipakai", (await first.Get(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitations_that_ran_out_were_cut_short_or_are_made_up_are_refused()
    {
        using var visitor = site.Visitor();
        var link = site.Invite("siti@contoh.go.id", "auditor", "ombudsman");
        Assert.Equal(404, (await visitor.Get(link[..^1])).Status);
        Assert.Equal(404, (await visitor.Get("/kerja/undangan/" + new string('a', 64))).Status);
        site.Clock.Now += TimeSpan.FromDays(15);
        Assert.Equal(404, (await visitor.Get(link)).Status);
    }

    [Fact]
    public async Task Who_has_an_account_accepts_a_second_role_signed_in_and_nobody_else_can()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var other = await site.Member("budi@contoh.go.id", "assessor", "perwakilan-aceh");
        var link = site.Invite("SITI@contoh.go.id", "quality_reviewer", "perwakilan-bengkulu");
        Assert.Contains("sudah ada akun", (await other.Get(link)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.Send(link, null)).Status);
        Assert.Contains("Penjamin mutu", (await visitor.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_the_same()
    {
        (await site.Member("siti@contoh.go.id", "auditor", "ombudsman")).Dispose();
        using var visitor = site.Visitor();
        var wrong = await visitor.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", "bukan ini sandinya"));
        var unknown = await visitor.Send("/kerja/masuk", null, ("surel", "tidak@ada.go.id"), ("sandi", "bukan ini sandinya"));
        Assert.Equal((400, 400), (wrong.Status, unknown.Status));
        Assert.Equal(wrong.Page.QuerySelector(".govuk-error-summary")!.TextContent, unknown.Page.QuerySelector(".govuk-error-summary")!.TextContent);
        Assert.Equal("siti@contoh.go.id", wrong.Page.QuerySelector("#surel")!.GetAttribute("value"));
        Assert.Equal("", wrong.Page.QuerySelector("#sandi")!.GetAttribute("value"));
        Assert.Equal("/kerja", (await visitor.Send("/kerja/masuk", null, ("surel", " Siti@contoh.go.id"), ("sandi", Password))).Location);
    }

    [Fact]
    public async Task Guesses_over_the_accounts_budget_are_refused_but_not_on_the_owners_own_device()
    {
        using var owner = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        using var stranger = site.Visitor();
        var page = await stranger.Get("/kerja/masuk");
        for (var i = 0; i < SignInBudgets.PerAccount; i++)
            Assert.Equal(400, (await stranger.Send(page, "/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", "tebakan ke " + i))).Status);
        var refused = await stranger.Send(page, "/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        Assert.Equal((429, "60"), (refused.Status, refused.Headers.RetryAfter!.ToString()));
        Assert.Equal(303, (await owner.Send("/kerja/keluar", null)).Status);
        Assert.Equal(303, (await owner.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password))).Status);
    }

    [Fact]
    public async Task Signing_in_leads_back_into_the_work_area_and_nowhere_else()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        foreach (var (to, expected) in ((string, string)[])
            [
                ("https://jahat.example/", "/kerja"), ("//jahat.example/kerja", "/kerja"), ("/\\jahat.example", "/kerja"), ("/peringkat", "/kerja"),
                ("/kerja/akun", "/kerja/akun"), ("/kerja/organisasi?q=lebong", "/kerja/organisasi?q=lebong"),
                ("/kerja/../peringkat", "/kerja"), ("/kerja/%2e%2e/peringkat", "/kerja"), ("/kerja/..//jahat.example", "/kerja"), ("/kerja/akun?é", "/kerja/akun?%C3%A9"),
            ])
        {
            var answer = await visitor.Send("/kerja/masuk?ke=" + Uri.EscapeDataString(to), "/kerja/masuk", ("surel", "siti@contoh.go.id"), ("sandi", Password));
            Assert.Equal(expected, answer.Location);
        }
    }

    [Fact]
    public async Task A_second_factor_is_set_up_asked_for_and_its_codes_count_once()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        Assert.Equal(403, (await visitor.Get("/kerja/jejak")).Status);
        var setup = await visitor.Get(Factor);
        Assert.NotNull(setup.Page.QuerySelector(".qr svg"));
        var key = KeyOf(setup);
        Assert.Equal(400, (await visitor.Send(setup, "", Factor + "?handler=Pasang", ("kode", Totp.Code(key, site.Clock.Now)), ("sandi", "bukan sandinya"))).Status);
        var wrong = await visitor.Send(setup, "", Factor + "?handler=Pasang", ("kode", "000000"), ("sandi", Password));
        Assert.Equal((400, key), (wrong.Status, KeyOf(wrong)));
        var set = await visitor.Send(setup, "", Factor + "?handler=Pasang", ("kode", Totp.Code(key, site.Clock.Now)), ("sandi", Password));
        var recovery = set.Page.QuerySelectorAll(".codes code").Select(c => c.TextContent).ToArray();
        Assert.Equal(10, recovery.Length);
        Assert.Equal(200, (await visitor.Get("/kerja/jejak")).Status);

        using var again = site.Visitor();
        var asked = await again.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        Assert.NotNull(asked.Page.QuerySelector("#kode"));
        Assert.Equal(302, (await again.Get("/kerja")).Status);
        // the code that set it up was used already, and an older one of the window is no better
        Assert.Equal(400, (await again.Send(asked, "/kerja/masuk", null, ("kode", Totp.Code(key, site.Clock.Now)))).Status);
        Assert.Equal(400, (await again.Send(asked, "/kerja/masuk", null, ("kode", Totp.Code(key, site.Clock.Now.AddSeconds(-30))))).Status);
        Assert.Equal(303, (await again.Send(asked, "/kerja/masuk", null, ("kode", recovery[0].ToLowerInvariant()))).Status);
        Assert.Equal(200, (await again.Get("/kerja/jejak")).Status);
        using var third = site.Visitor();
        asked = await third.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        Assert.Equal(400, (await third.Send(asked, "/kerja/masuk", null, ("kode", recovery[0]))).Status);
        Assert.Equal(400, (await third.Send(asked, "/kerja/masuk", null, ("kode", "123456"), ("tiket", "salah"))).Status);
        site.Clock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal(303, (await third.Send(asked, "/kerja/masuk", null, ("kode", Totp.Code(key, site.Clock.Now)))).Status);
    }

    [Fact]
    public async Task A_second_factor_that_is_removed_takes_its_recovery_codes_with_it()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        var (key, recovery) = await SetFactor(visitor);
        Assert.Equal(400, (await visitor.Send(Factor, Factor + "?handler=Cabut", ("kode", recovery[0]), ("sandi", "bukan sandinya"))).Status);
        Assert.Equal(303, (await visitor.Send(Factor, Factor + "?handler=Cabut", ("kode", recovery[0]), ("sandi", Password))).Status);
        Assert.Equal(302, (await visitor.Get("/kerja")).Status);
        using var again = site.Visitor();
        Assert.Equal(303, (await again.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password))).Status);
        site.Clock.Now += TimeSpan.FromMinutes(1);
        var (other, _) = await SetFactor(again);
        Assert.NotEqual(key, other);
        using var third = site.Visitor();
        var asked = await third.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        Assert.Equal(400, (await third.Send(asked, "/kerja/masuk", null, ("kode", recovery[1]))).Status);
    }

    [Fact]
    public async Task A_clock_that_is_half_a_minute_off_is_forgiven_and_one_that_is_five_off_is_not()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        var setup = await visitor.Get(Factor);
        var key = KeyOf(setup);
        foreach (var minutes in (int[])[-5, 5, -1, 1])
            Assert.Equal(400, (await visitor.Send(setup, "", Factor + "?handler=Pasang", ("kode", Totp.Code(key, site.Clock.Now.AddMinutes(minutes))), ("sandi", Password))).Status);
        Assert.Equal(200, (await visitor.Send(setup, "", Factor + "?handler=Pasang", ("kode", Totp.Code(key, site.Clock.Now.AddSeconds(-30))), ("sandi", Password))).Status);
    }

    [Fact]
    public async Task A_secret_that_was_shown_to_another_session_sets_nothing_up()
    {
        using var thief = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        using var owner = site.Visitor();
        await owner.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        var planted = await thief.Get(Factor);
        var ticket = planted.Page.QuerySelector("input[name=tiket]")!.GetAttribute("value")!;
        var refused = await owner.Send(Factor, Factor + "?handler=Pasang", ("tiket", ticket), ("kode", Totp.Code(KeyOf(planted), site.Clock.Now)), ("sandi", Password));
        Assert.Equal(400, refused.Status);
        Assert.Contains("Pindai gambar yang baru", refused.Text, StringComparison.Ordinal);
        Assert.NotEqual(KeyOf(planted), KeyOf(refused));
    }

    [Fact]
    public async Task Secrets_of_second_factors_do_not_lie_in_the_database_as_they_are()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        var (key, recovery) = await SetFactor(visitor);
        using var db = site.Database.Open();
        Assert.All(db.Set<PersonTokenRow>().ToList(), t => Assert.DoesNotContain(recovery.Append(key), secret => t.Value!.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.All(db.DataProtectionKeys.ToList(), k => Assert.Contains("EncryptedData", k.Xml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_counts_exactly_as_it_was_typed_up_to_256_characters_and_is_typed_unseen()
    {
        var password = string.Concat(Enumerable.Range(0, 64).Select(i => $" Ä{i}")).PadRight(256, '!')[..255] + " ";
        using var visitor = site.Visitor();
        var form = await visitor.Get(site.Invite("siti@contoh.go.id", "auditor", "ombudsman"));
        Assert.Equal("password", form.Page.QuerySelector("#sandi")!.GetAttribute("type"));
        using var member = await site.Member("siti@contoh.go.id", "auditor", "ombudsman", password);
        Assert.NotNull((await member.Get("/kerja")).Page.QuerySelector("form[action='/kerja/keluar'] button"));
        var entry = await visitor.Get("/kerja/masuk");
        Assert.Equal("password", entry.Page.QuerySelector("#sandi")!.GetAttribute("type"));
        foreach (var other in (string[])[password.Trim(), password.ToLowerInvariant(), password[..72]])
            Assert.Equal(400, (await visitor.Send(entry, "/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", other))).Status);
        Assert.Equal(303, (await visitor.Send(entry, "/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", password))).Status);
    }

    [Fact]
    public async Task Guesses_from_one_address_at_many_accounts_are_refused_and_so_are_many_codes()
    {
        using var member = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        var (_, recovery) = await SetFactor(member);
        using var visitor = new Visitor(site.Address, System.Net.IPAddress.Parse("127.3.2.1"));
        var asked = await visitor.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        var refused = 0;
        for (var i = 0; refused == 0 && i < 2 * SignInBudgets.PerDevice; i++)
            refused = (await visitor.Send(asked, "/kerja/masuk", null, ("kode", $"{i:D6}"))).Status == 429 ? i : 0;
        Assert.InRange(refused, SignInBudgets.PerDevice - 2, SignInBudgets.PerDevice);
        Assert.Equal(429, (await visitor.Send(asked, "/kerja/masuk", null, ("kode", recovery[0]))).Status);

        var entry = await visitor.Get("/kerja/masuk");
        var statuses = new List<int>();
        for (var i = 0; !statuses.Contains(429) && i < 2 * SignInBudgets.PerAddress; i++)
            statuses.Add((await visitor.Send(entry, "/kerja/masuk", null, ("surel", $"orang{i}@contoh.go.id"), ("sandi", "bukan ini sandinya"))).Status);
        // one went into the password above; on a slow machine a few come back while it runs
        Assert.InRange(statuses.Count(s => s == 400), SignInBudgets.PerAddress - 1, SignInBudgets.PerAddress + (SignInBudgets.PerAddress / 5));
        Assert.Equal(429, statuses[^1]);
        using var other = new Visitor(site.Address, System.Net.IPAddress.Parse("127.3.2.9"));
        Assert.Equal(400, (await other.Send("/kerja/masuk", null, ("surel", "orang0@contoh.go.id"), ("sandi", "bukan ini sandinya"))).Status);
    }

    [Fact]
    public async Task Ones_own_address_and_the_present_password_are_no_new_password()
    {
        using var visitor = site.Visitor();
        var link = site.Invite("rina.wulandari@contoh.go.id", "auditor", "ombudsman", name: "Rina Wulandari");
        foreach (var own in (string[])["rina.wulandari@contoh.go.id", "Rina.Wulandari2026", "wulandari-contoh.go.id"])
            Assert.Contains("Terlalu mirip", (await visitor.Send(link, null, ("sandi", own))).Text, StringComparison.Ordinal);
        using var member = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        var same = await member.Send("/kerja/akun", "/kerja/akun?handler=Sandi", ("lama", Password), ("sandi", Password));
        Assert.Equal(400, same.Status);
        Assert.Contains("kata sandi yang sekarang", same.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before_and_so_does_signing_out()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var copy = Copy(visitor);
        Assert.Equal(200, (await copy.Get("/kerja")).Status);
        Assert.Equal(303, (await visitor.Send("/kerja/masuk?ke=/kerja/akun", "/kerja/masuk", ("surel", "siti@contoh.go.id"), ("sandi", Password))).Status);
        Assert.Equal(302, (await copy.Get("/kerja")).Status);
        using var second = Copy(visitor);
        var out_ = await visitor.Send("/kerja/keluar", null);
        Assert.Equal("\"cache\"", Assert.Single(out_.Headers.GetValues("Clear-Site-Data")));
        Assert.Equal(302, (await second.Get("/kerja")).Status);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy_it_is()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        for (var hour = 1; hour < 12; hour++)
        {
            site.Clock.Now += TimeSpan.FromHours(1);
            Assert.Equal(200, (await visitor.Get("/kerja")).Status);
        }
        site.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(302, (await visitor.Get("/kerja")).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_ended_elsewhere_and_end_by_themselves()
    {
        using var here = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var there = site.Visitor();
        there.Headers.UserAgent.ParseAdd("Mozilla/5.0 (Linux; Android 14) Chrome/126.0");
        await there.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        var account = await here.Get("/kerja/akun");
        Assert.Contains("Chrome · Android", account.Text, StringComparison.Ordinal);
        var ask = account.Page.QuerySelector("table a")!.GetAttribute("href")!;
        var unproven = await here.Send(ask, "/kerja/akun?handler=Akhiri", ("sandiAkhiri", "bukan sandinya"));
        Assert.Equal(400, unproven.Status);
        Assert.Equal(200, (await there.Get("/kerja")).Status);
        Assert.Equal(303, (await here.Send(ask, "/kerja/akun?handler=Akhiri", ("sandiAkhiri", Password))).Status);
        Assert.Equal(302, (await there.Get("/kerja")).Status);
        Assert.Equal(200, (await here.Get("/kerja")).Status);
        site.Clock.Now += TimeSpan.FromMinutes(119);
        Assert.Equal(200, (await here.Get("/kerja")).Status);
        site.Clock.Now += TimeSpan.FromMinutes(121);
        Assert.Equal(302, (await here.Get("/kerja")).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_the_sessions_on_other_devices()
    {
        using var here = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var there = site.Visitor();
        await there.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        Assert.Equal(400, (await here.Send("/kerja/akun", "/kerja/akun?handler=Sandi", ("lama", "bukan itu"), ("sandi", "teh tawar pagi buta"))).Status);
        Assert.Equal(303, (await here.Send("/kerja/akun", "/kerja/akun?handler=Sandi", ("lama", Password), ("sandi", "teh tawar pagi buta"))).Status);
        Assert.Equal((200, 302), ((await here.Get("/kerja")).Status, (await there.Get("/kerja")).Status));
        using var visitor = site.Visitor();
        Assert.Equal(303, (await visitor.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", "teh tawar pagi buta"))).Status);
    }

    [Fact]
    public async Task A_form_of_a_session_that_is_over_says_so_and_can_be_sent_again_after_signing_in()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var page = await visitor.Get("/kerja/akun");
        site.Clock.Now += TimeSpan.FromHours(3);
        var refused = await visitor.Send(page, "/kerja/akun", "/kerja/akun?handler=Nama", ("nama", "Siti Rahmawati"));
        Assert.Equal(401, refused.Status);
        Assert.Contains("belum tersimpan", refused.Text, StringComparison.Ordinal);
        await visitor.Send("/kerja/masuk", null, ("surel", "siti@contoh.go.id"), ("sandi", Password));
        // the same form, as a reload sends it
        Assert.Equal(303, (await visitor.Send(page, "/kerja/akun", "/kerja/akun?handler=Nama", ("nama", "Siti Rahmawati"))).Status);
        Assert.Contains("Siti Rahmawati", (await visitor.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_hides_something_or_is_too_long_is_refused_and_kept_in_the_field()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        foreach (var (name, sentence) in ((string, string)[])[("Siti\u202Eamhar", "mengubah arah"), ("Siti\u200B", "tidak terlihat"), ("  ", "Tulis namanya"), ("12345", "memuat huruf")])
        {
            var refused = await visitor.Send("/kerja/akun", "/kerja/akun?handler=Nama", ("nama", name));
            Assert.Equal(400, refused.Status);
            Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        }
        var answer = await visitor.Send("/kerja/akun", "/kerja/akun?handler=Nama", ("nama", new string('x', 5000)));
        Assert.Equal(400, answer.Status);
        Assert.Equal(5000, answer.Page.QuerySelector("#nama")!.GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task Forms_without_their_token_are_refused()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        Assert.Equal(400, (await visitor.Post("/kerja/akun?handler=Nama", [new("nama", "Penyerang")])).Status);
        Assert.Equal(400, (await visitor.Post("/kerja/keluar", [])).Status);
        Assert.Equal(400, (await visitor.Post("/kerja/masuk", [new("surel", "a@b.go.id"), new("sandi", "x")])).Status);
        Assert.Contains("Siti Rahma", (await visitor.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_for_the_work_area_alone_and_pages_of_work_are_kept_nowhere()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "assessor", "perwakilan-bengkulu");
        Assert.NotEmpty(visitor.Cookies.GetAllCookies());
        Assert.All(visitor.Cookies.GetAllCookies(), c => Assert.Equal(("/kerja", true), (c.Path, c.HttpOnly)));
        var answer = await visitor.Get("/kerja");
        Assert.Contains("no-store", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Null(answer.Headers.ETag);
        Assert.DoesNotContain("Set-Cookie", (await visitor.Get("/")).Headers.Select(h => h.Key));
    }

    [Fact]
    public async Task A_page_of_work_is_not_kept_in_memory_for_others_however_its_address_is_written()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        using var stranger = site.Visitor();
        // a browser sends the cookie below /kerja only; a program may send it anywhere
        visitor.Headers.Add("Cookie", string.Join("; ", visitor.Cookies.GetAllCookies().Select(c => $"{c.Name}={c.Value}")));
        foreach (var path in (string[])["/kerja/orang", "/kerja/en/orang", "/KERJA/orang", "/en/kerja/orang", "/en/KERJA/orang", "/en/en/kerja/orang", "/en//kerja/orang"])
        {
            var own = await visitor.Get(path);
            Assert.True(own.Status == 404 || own.Headers.CacheControl!.NoStore && own.Headers.ETag is null, path);
            Assert.NotEqual(200, (await stranger.Get(path)).Status);
        }
    }

    [Fact]
    public async Task A_false_cookie_is_nobody()
    {
        using var visitor = site.Visitor();
        visitor.Cookies.Add(new Cookie("patuh", "CfDJ8" + new string('A', 200), "/kerja", "127.0.0.1"));
        Assert.Equal(302, (await visitor.Get("/kerja")).Status);
    }

    [Fact]
    public async Task The_work_area_speaks_English_too()
    {
        using var visitor = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        var home = await visitor.Get("/kerja/en");
        Assert.Equal("en", home.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Welcome, Siti Rahma", home.Text, StringComparison.Ordinal);
        Assert.Contains(home.Page.QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")), h => h == "/kerja/en/akun");
    }

    private const string Factor = "/kerja/akun/faktor-kedua";

    private static string KeyOf(Answer setup) => setup.Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private async Task<(string Key, string[] Recovery)> SetFactor(Visitor visitor)
    {
        var setup = await visitor.Get(Factor);
        var set = await visitor.Send(setup, "", Factor + "?handler=Pasang", ("kode", Totp.Code(KeyOf(setup), site.Clock.Now)), ("sandi", Password));
        Assert.True(set.Status == 200, set.Text);
        return (KeyOf(setup), [.. set.Page.QuerySelectorAll(".codes code").Select(c => c.TextContent)]);
    }

    /// <summary>Somebody who got hold of a visitor's cookies.</summary>
    private Visitor Copy(Visitor visitor)
    {
        var copy = site.Visitor();
        copy.Cookies.Add(visitor.Cookies.GetAllCookies());
        return copy;
    }
}
