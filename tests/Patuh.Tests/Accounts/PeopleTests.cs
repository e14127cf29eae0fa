using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Roles;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqlitePeopleTests : PeopleTests<SqliteDatabase>;

public sealed class PostgresPeopleTests : PeopleTests<PostgresDatabase>;

/// <summary>Inviting, giving and ending roles, closing accounts; and what is on record of it.</summary>
public abstract class PeopleTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly WorkSite<T> site = new(demo: true, null);

    public void Dispose()
    {
        site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_coordinator_adds_a_unit_invites_its_officer_and_both_are_on_record()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        Assert.Equal(303, (await coordinator.Send("/kerja/organisasi/kabupaten-lebong", "/kerja/organisasi/kabupaten-lebong?handler=Unit", ("nama", "  Puskesmas   Muara Aman "))).Status);
        var agency = await coordinator.Get("/kerja/organisasi/kabupaten-lebong?selesai=unit-ditambah");
        Assert.Contains("Unit layanan sudah ditambahkan", agency.Text, StringComparison.Ordinal);
        var unit = agency.Page.QuerySelectorAll("main ul a").Single(a => a.TextContent == "Puskesmas Muara Aman").GetAttribute("href")!;
        var invited = await coordinator.Send(unit + "/undang", null, ("surel", "dewi@lebong.go.id"), ("nama", "Dewi"), ("peran", "unit_officer"), ("sejak", "2026-01-01"), ("sampai", ""));
        var link = invited.Page.QuerySelector("#tautan")!.GetAttribute("value")!;
        using var officer = site.Visitor();
        Assert.Equal(303, (await officer.Send(new Uri(link).AbsolutePath, null, ("sandi", "kopi tubruk sore hari"))).Status);
        Assert.Equal(200, (await officer.Get(unit)).Status);
        Assert.Equal(404, (await officer.Get("/kerja/organisasi/kabupaten-lebong")).Status);
        using var db = site.Database.Open();
        var events = db.Set<AuditEventRow>().OrderBy(e => e.Id).ToList();
        Assert.Equal(["service_unit.added", "invitation.sent", "person.added", "role.granted", "session.begun"], events.Select(e => e.Action).SkipWhile(a => a != "service_unit.added").Take(5));
        Assert.Equal(("agency_coordinator", "kabupaten-lebong"), (events.Single(e => e.Action == "service_unit.added").Role, events.Single(e => e.Action == "service_unit.added").OrganisationId));
        // the row itself names nobody
        Assert.DoesNotContain("dewi@lebong.go.id", string.Concat(events.Select(e => e.BeforeJson + e.AfterJson)), StringComparison.Ordinal);
        var sent = events.Single(e => e.Action == "invitation.sent").Id;
        Assert.Contains("dewi@lebong.go.id", db.Set<AuditPersonalRow>().Single(p => p.Id == sent).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_invites_gives_only_the_roles_that_are_theirs_to_give()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        // an agency's coordinator gives roles in its units, none of the agency itself but complaint officers
        var form = await coordinator.Get("/kerja/organisasi/kabupaten-lebong/undang");
        Assert.Equal(["", "complaint_officer"], form.Page.QuerySelectorAll("#peran option").Select(o => o.GetAttribute("value")));
        var forced = await coordinator.Send(form, "/kerja/organisasi/kabupaten-lebong/undang", null, ("surel", "x@y.go.id"), ("nama", "X Y"), ("peran", "national_administrator"), ("sejak", "2026-01-01"), ("sampai", ""));
        Assert.Equal(400, forced.Status);
        Assert.Contains("Pilih perannya", forced.Text, StringComparison.Ordinal);
        Assert.Equal("x@y.go.id", forced.Page.QuerySelector("#surel")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_invitation_that_cannot_be_meant_is_refused_beside_its_field()
    {
        using var admin = await site.Visitor().As("national_administrator");
        foreach (var (email, name, from, to, field) in ((string, string, string, string, string)[])
            [
                ("bukan surel", "Dewi", "2026-01-01", "", "#surel"), ("dewi@lebong.go.id", "", "2026-01-01", "", "#nama"), ("dewi@lebong.go.id", "Dewi", "besok", "", "#sejak"),
                ("dewi@lebong.go.id", "Dewi", "2026-02-30", "", "#sejak"), ("dewi@lebong.go.id", "Dewi", "2026-03-01", "2026-02-01", "#sampai"),
                ("national-administrator@demo.invalid", "Ayu", "2026-01-01", "", "#surel"),
            ])
        {
            var answer = await admin.Send("/kerja/organisasi/ombudsman/undang", null, ("surel", email), ("nama", name), ("peran", "auditor"), ("sejak", from), ("sampai", to));
            Assert.Equal(400, answer.Status);
            Assert.NotNull(answer.Page.QuerySelector($".govuk-error-summary a[href='{field}']"));
        }
        using var db = site.Database.Open();
        Assert.Empty(db.Set<InvitationRow>().ToList());
    }

    [Fact]
    public async Task A_role_that_ends_in_the_middle_of_a_form_is_refused_in_words()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        var form = await coordinator.Get("/kerja/organisasi/kabupaten-lebong");
        using var admin = await site.Visitor().As("national_administrator");
        var person = Id("agency-coordinator@demo.invalid");
        var page = await admin.Get("/kerja/orang/" + person);
        var end = page.Page.QuerySelectorAll("main a").Single(a => a.GetAttribute("href")!.Contains("akhiri=", StringComparison.Ordinal)).GetAttribute("href")!;
        var asked = await admin.Get(end);
        var address = $"/kerja/orang/{person}?handler=Akhiri";
        Assert.Equal(400, (await admin.Send(asked, end, address, ("alasan", " "))).Status);
        Assert.Equal(303, (await admin.Send(asked, end, address, ("alasan", "pindah tugas"))).Status);
        var refused = await coordinator.Send(form, "", "/kerja/organisasi/kabupaten-lebong?handler=Unit", ("nama", "Puskesmas Baru"));
        Assert.Equal(403, refused.Status);
        Assert.Contains("sudah berakhir", refused.Text, StringComparison.Ordinal);
        // nothing that was typed is lost, and no token is repeated
        Assert.Equal(["Puskesmas Baru"], refused.Page.QuerySelectorAll("main pre").Select(p => p.TextContent));
        using var db = site.Database.Open();
        var ended = db.Set<AuditEventRow>().Single(e => e.Action == "role.ended");
        Assert.Equal(("pindah tugas", "national_administrator"), (ended.Why, ended.Role));
        Assert.Contains("\"validTo\":\"2026-11-25\"", ended.AfterJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        using var admin = await site.Visitor().As("national_administrator");
        var me = Id("national-administrator@demo.invalid");
        var end = (await admin.Get("/kerja/orang/" + me)).Page.QuerySelectorAll("main a").Single(a => a.GetAttribute("href")!.Contains("akhiri=", StringComparison.Ordinal)).GetAttribute("href")!;
        var refused = await admin.Send(end, $"/kerja/orang/{me}?handler=Akhiri", ("alasan", "pensiun"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("administrator nasional yang terakhir", refused.Text, StringComparison.Ordinal);
        Assert.Equal("pensiun", refused.Page.QuerySelector("#alasan")!.GetAttribute("value"));
        (await site.Member("kedua@contoh.go.id", GrantRules.Administrator, "ombudsman")).Dispose();
        Assert.Equal(303, (await admin.Send(end, $"/kerja/orang/{me}?handler=Akhiri", ("alasan", "pensiun"))).Status);
        Assert.Equal(403, (await admin.Get("/kerja/orang")).Status);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_does_not_come_in()
    {
        using var member = await site.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var admin = await site.Visitor().As("national_administrator");
        var id = Id("budi@contoh.go.id");
        Assert.Equal(303, (await admin.Send($"/kerja/orang/{id}?akun=true", $"/kerja/orang/{id}?handler=Tutup", ("alasan", "berhenti"))).Status);
        Assert.Equal(302, (await member.Get("/kerja")).Status);
        Assert.Equal(400, (await member.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "kopi tubruk sore hari"))).Status);
        Assert.Equal(303, (await admin.Send($"/kerja/orang/{id}?akun=true", $"/kerja/orang/{id}?handler=Buka", ("alasan", "kembali"))).Status);
        Assert.Equal(303, (await member.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "kopi tubruk sore hari"))).Status);
    }

    [Fact]
    public async Task Only_a_national_administrator_signs_others_out_closes_accounts_and_takes_factors_off()
    {
        using var member = await site.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var id = Id("budi@contoh.go.id");
        using var head = await site.Visitor().As("head_of_office");
        Assert.Equal(200, (await head.Get("/kerja/orang/" + id)).Status);
        foreach (var handler in (string[])["Sesi", "Tutup", "Buka"])
            Assert.Equal((handler, 403), (handler, (await head.PostWithToken($"/kerja/orang/{id}?handler={handler}", "/kerja/orang", ("alasan", "ingin"))).Status));
        var setup = await member.Get("/kerja/akun/faktor-kedua");
        var key = setup.Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(200, (await member.Send(setup, "", "/kerja/akun/faktor-kedua?handler=Pasang", ("kode", Totp.Code(key, site.Clock.Now)), ("sandi", "kopi tubruk sore hari"))).Status);
        Assert.Equal(403, (await head.PostWithToken($"/kerja/orang/{id}?handler=Faktor", "/kerja/orang", ("alasan", "ingin"))).Status);
        Assert.Equal(200, (await member.Get("/kerja")).Status);

        using var admin = await site.Visitor().As("national_administrator");
        var address = $"/kerja/orang/{id}?handler=Sesi";
        Assert.Equal(400, (await admin.Send($"/kerja/orang/{id}?sesi=true", address, ("alasan", ""))).Status);
        Assert.Equal(303, (await admin.Send($"/kerja/orang/{id}?sesi=true", address, ("alasan", "laptop hilang"))).Status);
        Assert.Equal(302, (await member.Get("/kerja")).Status);
        Assert.Equal(303, (await admin.Send($"/kerja/orang/{id}?faktor=true", $"/kerja/orang/{id}?handler=Faktor", ("alasan", "ponsel hilang"))).Status);
        Assert.Equal(303, (await member.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "kopi tubruk sore hari"))).Status);
    }

    [Fact]
    public async Task A_unit_is_closed_with_a_reason_and_its_roles_and_invitations_with_it()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await coordinator.Send("/kerja/organisasi/kabupaten-lebong", "/kerja/organisasi/kabupaten-lebong?handler=Unit", ("nama", "Puskesmas Topos"));
        string unit;
        using (var db = site.Database.Open())
            unit = "/kerja/organisasi/" + db.Set<OrganisationRow>().Single(o => o.Name == "Puskesmas Topos").Id;
        using var officer = await site.Member("petugas@contoh.go.id", "unit_officer", unit.Split('/')[^1]);
        site.Invite("kedua@contoh.go.id", "unit_officer", unit.Split('/')[^1], name: "Lukman Sardi");
        Assert.Contains("Lukman Sardi", (await coordinator.Get(unit)).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await coordinator.Send(unit + "?tutup=true", unit + "?handler=Tutup", ("alasan", ""))).Status);
        Assert.Equal(303, (await coordinator.Send(unit + "?tutup=true", unit + "?handler=Tutup", ("alasan", "digabung dengan Puskesmas Muara Aman"))).Status);
        var closed = await coordinator.Get(unit);
        Assert.Contains("(tidak berlaku)", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lukman Sardi", closed.Text, StringComparison.Ordinal);
        Assert.Contains("digabung dengan Puskesmas Muara Aman", closed.Page.QuerySelector("#riwayat ~ * tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("tidak memegang peran yang berlaku", (await officer.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_is_found_by_a_name_and_says_what_a_filter_wants()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        using var auditor = await site.Visitor().As("auditor");
        using var db = site.Database.Open();
        var name = db.Set<PersonRow>().Single(p => p.Email == "agency-coordinator@demo.invalid").Name;
        var found = await auditor.Get("/kerja/jejak?orang=" + Uri.EscapeDataString(name.Split(' ')[0].ToLowerInvariant()));
        Assert.Equal(200, found.Status);
        Assert.All(found.Page.QuerySelectorAll("tbody tr td:nth-child(4)"), c => Assert.Equal(name, c.TextContent));
        Assert.NotEmpty(found.Page.QuerySelectorAll("tbody tr"));
        var vague = await auditor.Get("/kerja/jejak?subjek=Puskesmas");
        Assert.Equal(400, vague.Status);
        Assert.Contains("dengan titik dua", vague.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await auditor.Get("/kerja/jejak?dari=2026-11-02&sampai=2026-11-01")).Status);
    }

    [Fact]
    public async Task The_command_line_signs_one_or_all_out_with_a_reason()
    {
        using var budi = await site.Member("budi@contoh.go.id", "assessor", "perwakilan-bengkulu");
        using var siti = await site.Member("siti@contoh.go.id", "auditor", "ombudsman");
        Assert.Equal(0, TheProgram.TryWith("", site.Database.Text, "admin", "sign-out", "Budi@contoh.go.id", "--why", "laptop hilang").Status);
        Assert.Equal((302, 200), ((await budi.Get("/kerja")).Status, (await siti.Get("/kerja")).Status));
        Assert.Equal(2, TheProgram.TryWith("", site.Database.Text, "admin", "sign-out", "tidak@ada.go.id", "--why", "x").Status);
        Assert.Equal(2, TheProgram.TryWith("", site.Database.Text, "admin", "sign-out", "--why", " ").Status);
        Assert.Contains("1 session ended", TheProgram.TryWith("", site.Database.Text, "admin", "sign-out", "--why", "mesin dibobol").Errors, StringComparison.Ordinal);
        Assert.Equal(302, (await siti.Get("/kerja")).Status);
    }

    [Fact]
    public async Task A_record_shows_its_history_to_who_may_change_it_and_names_to_auditors_alone()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await coordinator.Send("/kerja/organisasi/kabupaten-lebong", "/kerja/organisasi/kabupaten-lebong?handler=Unit", ("nama", "Puskesmas Topos"));
        using (var db = site.Database.Open())
        {
            var unit = db.Set<OrganisationRow>().Single(o => o.Name == "Puskesmas Topos").Id;
            var own = await coordinator.Get("/kerja/organisasi/" + unit);
            Assert.Contains("unit layanan ditambahkan", own.Text, StringComparison.Ordinal);
            Assert.Contains("Kabupaten Lebong", own.Page.QuerySelector("#riwayat ~ * tbody")!.TextContent, StringComparison.Ordinal);
            var name = db.Set<PersonRow>().Single(p => p.Email == "agency-coordinator@demo.invalid").Name;
            Assert.DoesNotContain(name, own.Page.QuerySelector("#riwayat ~ * tbody")!.TextContent, StringComparison.Ordinal);
            using var auditor = await site.Visitor().As("auditor");
            Assert.Contains(name, (await auditor.Get("/kerja/organisasi/" + unit)).Page.QuerySelector("#riwayat ~ * tbody")!.TextContent, StringComparison.Ordinal);
            using var assessor = await site.Visitor().As("focal_point");
            Assert.Null((await assessor.Get("/kerja/organisasi/" + unit)).Page.QuerySelector("#riwayat"));
        }
    }

    [Fact]
    public async Task An_invitation_of_somebody_whose_role_is_over_does_not_count()
    {
        using var admin = await site.Visitor().As("national_administrator");
        var made = await admin.Send("/kerja/organisasi/ombudsman/undang", null, ("surel", "baru@contoh.go.id"), ("nama", "Baru"), ("peran", "auditor"), ("sejak", "2026-01-01"), ("sampai", ""));
        var link = new Uri(made.Page.QuerySelector("#tautan")!.GetAttribute("value")!).AbsolutePath;
        using var visitor = site.Visitor();
        var form = await visitor.Get(link);
        using (var db = site.Database.Open())
            db.Set<RoleGrantRow>().Where(g => g.Role == GrantRules.Administrator).ExecuteUpdate(g => g.SetProperty(x => x.ValidTo, "2026-11-25"));
        var refused = await visitor.Send(form, link, null, ("sandi", "kopi tubruk sore hari"));
        Assert.Equal(404, refused.Status);
        Assert.Contains("tidak lagi berwenang", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_counts_from_its_first_day_until_before_its_last()
    {
        using var visitor = site.Visitor();
        await visitor.Send(site.Invite("budi@contoh.go.id", "assessor", "perwakilan-bengkulu", from: new DateOnly(2026, 11, 26), to: new DateOnly(2026, 11, 27)), null, ("sandi", "kopi tubruk sore hari"));
        Assert.Equal(403, (await visitor.Get("/kerja/organisasi")).Status);
        // 17.00 UTC is midnight in Jakarta
        site.Clock.Now = new DateTimeOffset(2026, 11, 25, 17, 0, 0, TimeSpan.Zero);
        await visitor.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "kopi tubruk sore hari"));
        Assert.Equal(200, (await visitor.Get("/kerja/organisasi")).Status);
        site.Clock.Now = new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero);
        await visitor.Send("/kerja/masuk", null, ("surel", "budi@contoh.go.id"), ("sandi", "kopi tubruk sore hari"));
        Assert.Equal(403, (await visitor.Get("/kerja/organisasi")).Status);
    }

    [Fact]
    public async Task A_withdrawn_invitation_does_not_count()
    {
        using var admin = await site.Visitor().As("national_administrator");
        var link = site.Invite("budi@contoh.go.id", "auditor", "ombudsman", name: "Budi Santoso");
        var page = await admin.Get("/kerja/organisasi/ombudsman");
        var button = page.Page.QuerySelectorAll("button[name=undangan]").Single();
        Assert.Contains("Budi Santoso", button.TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (await admin.PostWithToken("/kerja/organisasi/ombudsman?handler=Tarik", "/kerja", ("undangan", button.GetAttribute("value")!))).Status);
        Assert.Equal(404, (await admin.Get(link)).Status);
    }

    [Fact]
    public async Task Reading_the_contact_of_an_error_report_is_on_record_and_closing_it_deletes_it()
    {
        using var reader = site.Visitor();
        var sent = await reader.Post("/lapor-kesalahan", [new("pesan", "Nilai <b>salah</b>"), new("kontak", "warga@contoh.id")]);
        var number = sent.Location!.Split('=')[1];
        using var admin = await site.Visitor().As("national_administrator");
        var list = await admin.Get("/kerja/laporan-kesalahan");
        Assert.Contains("Nilai <b>salah</b>", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("warga@contoh.id", list.Html, StringComparison.Ordinal);
        Assert.Contains("warga@contoh.id", (await admin.PostWithToken("/kerja/laporan-kesalahan?handler=Kontak", "/kerja", ("nomor", number))).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await admin.Send($"/kerja/laporan-kesalahan?tutup={number}", "/kerja/laporan-kesalahan?handler=Selesai", ("alasan", "sumbernya benar"))).Status);
        Assert.Contains("Tidak ada laporan kesalahan", (await admin.Get("/kerja/laporan-kesalahan")).Text, StringComparison.Ordinal);
        using var auditor = await site.Visitor().As("auditor");
        var trail = await auditor.Get($"/kerja/jejak?subjek=error_report:{number}");
        Assert.Equal(["laporan kesalahan diselesaikan", "kontak pelapor kesalahan dibaca"], trail.Page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(c => c.TextContent.Trim()));
        Assert.Contains("sumbernya benar", trail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_filters_the_trail_and_reading_a_personal_part_is_on_record_too()
    {
        site.Invite("budi@contoh.go.id", "auditor", "ombudsman", name: "Budi Santoso");
        using var auditor = await site.Visitor().As("auditor");
        var list = await auditor.Get("/kerja/jejak?tindakan=invitation.sent");
        var row = Assert.Single(list.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("baris perintah", row.TextContent, StringComparison.Ordinal);
        var address = row.QuerySelector("a")!.GetAttribute("href")!;
        Assert.DoesNotContain("Budi Santoso", (await auditor.Get(address)).Html, StringComparison.Ordinal);
        Assert.Contains("Budi Santoso", (await auditor.Send(address, null)).Text, StringComparison.Ordinal);
        Assert.Contains("bagian pribadi jejak dibaca", (await auditor.Get("/kerja/jejak")).Text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada yang tercatat", (await auditor.Get("/kerja/jejak?dari=2030-01-01")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await auditor.Get("/kerja/jejak?dari=kemarin")).Status);
    }

    [Fact]
    public async Task Serve_has_no_door_without_a_password_even_on_the_demos_database()
    {
        using var visitor = new Visitor(site.Address);
        Assert.NotNull((await visitor.Get("/kerja/masuk")).Page.QuerySelector(".doors"));
        await using var serve = Patuh.Platform.Web.WebServer.Build(site.Database.Setup());
        await serve.StartAsync();
        using var other = new Visitor(serve.Urls.Single());
        Assert.Null((await other.Get("/kerja/masuk")).Page.QuerySelector(".doors"));
        Assert.Equal(404, (await other.PostWithToken("/kerja/demo", "/kerja/masuk", ("peran", "national_administrator"))).Status);
        using (var db = site.Database.Open())
            Assert.All(db.Set<PersonRow>().Where(p => p.Email!.EndsWith("@demo.invalid")).ToList(), p => Assert.Null(p.PasswordHash));
        foreach (var password in (string[])["", " ", "nobody"])
            Assert.Equal(400, (await other.Send("/kerja/masuk", null, ("surel", "national-administrator@demo.invalid"), ("sandi", password))).Status);
        await serve.StopAsync();
    }

    [Fact]
    public async Task The_demos_door_does_not_open_under_another_name_or_without_its_form()
    {
        using var visitor = new Visitor(site.Address);
        Assert.Equal(400, (await visitor.Post("/kerja/demo", [new("peran", "auditor")])).Status);
        visitor.Headers.Host = "jahat.example";
        Assert.Equal(404, (await visitor.PostWithToken("/kerja/demo", "/kerja/masuk", ("peran", "auditor"))).Status);
    }

    [Fact]
    public void The_first_administrator_is_made_on_the_command_line()
    {
        var run = TheProgram.TryWith("", site.Database.Text, "admin", "create", "kepala@ombudsman.example", "--name", "Rina Kartika");
        Assert.True(run.Status == 0, run.Errors);
        Assert.Matches("^http://127.0.0.1:5080/kerja/undangan/[0-9a-f]{64}$", run.Output.Trim());
        foreach (string[] wrong in (string[][])[["bukan surel", "--name", "Rina"], ["a@b.go.id", "--name", "1"], ["a@b.go.id"]])
            Assert.NotEqual(0, TheProgram.TryWith("", site.Database.Text, ["admin", "create", .. wrong], []).Status);
    }

    private string Id(string email)
    {
        using var db = site.Database.Open();
        var normalized = email.ToUpperInvariant();
        return db.Set<PersonRow>().Single(p => p.NormalizedEmail == normalized).Id;
    }
}
