using Patuh.Agencies.FocalPoints;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqliteFocalPointTests : FocalPointTests<SqliteDatabase>;

public sealed class PostgresFocalPointTests : FocalPointTests<PostgresDatabase>;

/// <summary>Whom to call in an agency: registering, who sees the number, messages sent by hand, test calls, and the list.</summary>
public abstract class FocalPointTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Page = "/kerja/organisasi/kabupaten-lebong/narahubung", Form = Page + "/daftar", MessageForm = Page + "/pesan";

    private readonly WorkSite<T> site = new(demo: true, null);

    public void Dispose()
    {
        site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_coordinator_registers_a_focal_point_and_the_number_is_kept_in_one_form()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        Assert.Contains("Belum ada narahubung", (await coordinator.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await Register(coordinator, ("telepon", "0812-3456-7890"), ("wakil", "Budi"), ("jabatan-wakil", "Kasubag"), ("telepon-wakil", "(0732) 555 123"))).Status);
        var page = await coordinator.Get(Page);
        Assert.Contains("+62 812-3456-7890", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nomor 800/17/2026, 2 Januari 2026", page.Text, StringComparison.Ordinal);
        using var db = site.Database.Open();
        var kept = db.Set<FocalPointRow>().Single();
        Assert.Equal(("+6281234567890", "+62732555123", "2026-11-25"), (kept.Phone, kept.DeputyPhone, kept.ValidFrom));
        // the row of the trail names nobody; its personal part does
        var row = db.Set<AuditEventRow>().Single(e => e.Action == "focal_point.registered");
        Assert.DoesNotContain("Dewi", row.AfterJson, StringComparison.Ordinal);
        Assert.DoesNotContain("812", row.AfterJson, StringComparison.Ordinal);
        Assert.Contains("+6281234567890", db.Set<AuditPersonalRow>().Single(p => p.Id == row.Id).Json, StringComparison.Ordinal);
        // and the office has a first call to make
        Assert.Equal(("perwakilan-bengkulu", "2026-12-09"), db.Set<TestCallRow>().AsEnumerable().Select(c => (c.OfficeId, c.DueOn)).Single());
    }

    [Theory]
    [InlineData("0812-3456-7890", "+6281234567890")]
    [InlineData("+62 812 3456 7890", "+6281234567890")]
    [InlineData("62812.3456.7890", "+6281234567890")]
    [InlineData("+62 (0)812 3456 7890", "+6281234567890")]
    [InlineData("0062 812 3456 7890", "+6281234567890")]
    [InlineData("812 3456 7890", "+6281234567890")]
    [InlineData("(021) 555 1234", "+62215551234")]
    [InlineData("0732-21234", "+6273221234")]
    [InlineData("", null)]
    [InlineData("112", null)]
    [InlineData("0812", null)]
    [InlineData("+60 12 345 6789", null)]
    [InlineData("0812-3456-7890-1234", null)]
    [InlineData("0812 3456 789O", null)]
    [InlineData("0812;drop", null)]
    [InlineData("12345678", null)]
    [InlineData("0102345678", null)]
    public void Numbers_are_read_as_people_type_them(string typed, string? kept) => Assert.Equal(kept, PhoneNumber.Normalise(typed));

    [Fact]
    public async Task What_cannot_be_meant_is_refused_beside_its_field_and_nothing_typed_is_lost()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        foreach (var (field, value) in ((string, string)[])
            [
                ("nama", ""), ("nama", "123"), ("jabatan", ""), ("telepon", ""), ("telepon", "0812"), ("telepon", "+1 202 555 0101"), ("surel", "bukan surel"), ("telepon-wakil", "x"), ("nomor-sk", ""),
                ("tanggal-sk", "2027-01-01"), ("tanggal-sk", "kemarin"), ("sejak", "2026-13-01"), ("sampai", "2026-11-25"),
            ])
        {
            var refused = await Register(coordinator, (field, value));
            Assert.Equal((field, value, 400), (field, value, refused.Status));
            Assert.NotNull(refused.Page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
            if (field != "nomor-sk")
                Assert.Equal("800/17/2026", refused.Page.QuerySelector("#nomor-sk")!.GetAttribute("value"));
        }
        Assert.NotNull((await Register(coordinator, ("jabatan-wakil", "Kasubag"))).Page.QuerySelector(".govuk-error-summary a[href='#wakil']"));
        using var db = site.Database.Open();
        Assert.Empty(db.Set<FocalPointRow>().ToList());
    }

    [Fact]
    public async Task A_new_one_ends_the_old_one_and_the_history_stays()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await Register(coordinator, ("sejak", "2026-02-01"));
        // not on the same day or before
        Assert.NotNull((await Register(coordinator, ("nama", "Rina"), ("sejak", "2026-02-01"))).Page.QuerySelector(".govuk-error-summary a[href='#sejak']"));
        Assert.Equal(303, (await Register(coordinator, ("nama", "Rina"), ("sejak", "2026-12-01"))).Status);
        var page = await coordinator.Get(Page);
        Assert.Contains("Dewi", page.Page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.Page.QuerySelectorAll(".timeline li").Length);
        using var db = site.Database.Open();
        Assert.Equal("Dewi", (await FocalPoints.Of(db, "kabupaten-lebong", new(2026, 11, 30), TestContext.Current.CancellationToken))!.Name);
        Assert.Equal("Rina", (await FocalPoints.Of(db, "kabupaten-lebong", new(2026, 12, 1), TestContext.Current.CancellationToken))!.Name);
    }

    [Fact]
    public async Task A_slip_is_put_right_with_a_reason_and_one_that_left_ends()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await Register(coordinator);
        string id;
        using (var db = site.Database.Open())
            id = db.Set<FocalPointRow>().Single().Id;
        var correct = $"{Form}?betul={id}";
        Assert.NotNull((await coordinator.Send(correct, Form, ("telepon", "0813 1111 2222"), ("alasan", ""))).Page.QuerySelector(".govuk-error-summary a[href='#alasan']"));
        Assert.Equal(303, (await coordinator.Send(correct, Form, ("telepon", "0813 1111 2222"), ("alasan", "salah ketik"))).Status);
        Assert.Contains("+62 813-1111-2222", (await coordinator.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await coordinator.Get($"{Form}?betul=lain")).Status);
        Assert.Equal(400, (await coordinator.Send(correct, Form + "?handler=Akhiri", ("alasan", ""))).Status);
        Assert.Equal(303, (await coordinator.Send(correct, Form + "?handler=Akhiri", ("alasan", "pensiun"))).Status);
        Assert.Contains("Belum ada narahubung", (await coordinator.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await coordinator.Send(correct, Form + "?handler=Akhiri", ("alasan", "pensiun"))).Status);
    }

    [Fact]
    public async Task Numbers_are_seen_by_offices_the_nation_and_the_agency_itself_alone()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await Register(coordinator);
        foreach (var (role, status) in ((string, int)[])[("national_administrator", 200), ("head_of_office", 200), ("assessor", 200), ("examiner", 200), ("focal_point", 200), ("unit_officer", 403), ("complaint_officer", 403), ("auditor", 403), ("method_editor", 403)])
        {
            using var visitor = await site.Visitor().As(role);
            var page = await visitor.Get(Page);
            Assert.Equal((role, status), (role, page.Status));
            Assert.Equal(status == 200, page.Page.QuerySelector("a[href='tel:+6281234567890']") is not null);
            Assert.DoesNotContain("81234567890", (await visitor.Get("/kerja/organisasi/kabupaten-lebong")).Html, StringComparison.Ordinal);
        }
        using var reader = site.Visitor();
        Assert.DoesNotContain("81234567890", (await reader.Get("/instansi/kabupaten-lebong")).Html, StringComparison.Ordinal);
        // another agency's is not found
        Assert.Equal(404, (await coordinator.Get("/kerja/organisasi/kabupaten-asmat/narahubung")).Status);
        using var head = await site.Visitor().As("head_of_office");
        Assert.Equal(404, (await head.Get("/kerja/organisasi/kabupaten-asmat/narahubung/daftar")).Status);
    }

    [Fact]
    public async Task A_message_is_prepared_sent_by_hand_and_its_fate_goes_forward_only()
    {
        using var assessor = await site.Visitor().As("assessor");
        using (var coordinator = await site.Visitor().As("agency_coordinator"))
            await Register(coordinator);
        foreach (var (field, value) in ((string, string)[])[("tentang", ""), ("teks", ""), ("lewat", "merpati"), ("lewat", "email"), ("kepada", "wakil")])
            Assert.NotNull((await Prepare(assessor, (field, value))).Page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
        Assert.NotNull((await Prepare(assessor, ("lewat", "letter"))).Page.QuerySelector(".govuk-error-summary a[href='#alamat']"));
        var prepared = await Prepare(assessor);
        Assert.Equal(303, prepared.Status);
        var at = prepared.Location!.Split("&selesai")[0];
        var page = await assessor.Get(at);
        var link = page.Page.QuerySelector("a[href^='https://wa.me/']")!;
        Assert.Equal("https://wa.me/6281234567890?text=Yth.%20Dewi%2C%0AKunjungan%20besok%20%26%20lusa.", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
        var step = Page + "?handler=Keadaan";
        Assert.NotNull((await assessor.Send(page, at, step, ("keadaan", "failed"), ("sebab", ""))).Page.QuerySelector(".govuk-error-summary a[href='#sebab']"));
        Assert.Equal(400, (await assessor.Send(page, at, step, ("keadaan", "prepared"))).Status);
        Assert.Equal(303, (await assessor.Send(page, at, step, ("keadaan", "sent"))).Status);
        // forward only: nothing is unsent
        Assert.Equal(400, (await assessor.Send(page, at, step, ("keadaan", "sent"))).Status);
        var delivered = await assessor.Get(at);
        Assert.Equal(303, (await assessor.Send(delivered, at, step, ("keadaan", "delivered"))).Status);
        Assert.Equal(400, (await assessor.Send(delivered, at, step, ("keadaan", "failed"), ("sebab", "x"))).Status);
        // put right with a reason
        var correct = Page + "?handler=Betulkan";
        Assert.Equal(400, (await assessor.Send(at, correct, ("keadaan", "failed"), ("alasan", ""))).Status);
        Assert.Equal(303, (await assessor.Send(at, correct, ("keadaan", "failed"), ("alasan", "nomor tidak di WhatsApp"))).Status);
        Assert.Contains("gagal: nomor tidak di WhatsApp", (await assessor.Get(Page)).Text, StringComparison.Ordinal);
        using var db = site.Database.Open();
        Assert.Equal(["contact_message.prepared", "contact_message.advanced", "contact_message.advanced", "contact_message.corrected"], db.Set<AuditEventRow>().Where(e => e.SubjectKind == "contact_message").OrderBy(e => e.Id).Select(e => e.Action));
        // the agency does not read what offices write about it
        using var agency = await site.Visitor().As("focal_point");
        Assert.DoesNotContain("Rencana kunjungan", (await agency.Get(Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixed_line_gets_no_WhatsApp_and_other_rooms_prepare_messages_and_ask_for_the_last()
    {
        using var head = await site.Visitor().As("head_of_office");
        await Register(head, ("telepon", "(0732) 555 123"));
        Assert.NotNull((await Prepare(head)).Page.QuerySelector(".govuk-error-summary a[href='#lewat']"));
        using var db = (site.Database.Configuration with { Interceptors = [site.Queries] }).Open();
        Assert.Throws<ArgumentException>(() => ContactMessages.Prepare(db, site.Clock, By.CommandLine, Visit("0") with { ToAddress = "+62732555123" }));
        foreach (var visit in (string[])["v1", "v2"])
            ContactMessages.Prepare(db, site.Clock, By.CommandLine, Visit(visit));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await site.Queries.During(async () => Assert.Equal("v2", (await ContactMessages.LastOf(db, ["kabupaten-lebong", "kabupaten-asmat"], TestContext.Current.CancellationToken)).Single().Value.AboutId)));
        Assert.Equal(1, await site.Queries.During(async () => Assert.Equal(2, (await ContactMessages.LastAbout(db, "visit", ["v1", "v2", "v3"], TestContext.Current.CancellationToken)).Count)));
    }

    [Fact]
    public async Task A_test_call_that_is_done_makes_the_next_and_one_that_is_late_is_listed()
    {
        using var head = await site.Visitor().As("head_of_office");
        await Register(head);
        site.Clock.Now = site.Clock.Now.AddDays(20);
        using var assessor = await site.Visitor().As("assessor");
        Assert.Contains("kabupaten-lebong", (await assessor.Get("/kerja/narahubung?saring=lewat")).Html, StringComparison.Ordinal);
        var page = await assessor.Get(Page);
        Assert.Contains("Lewat waktu", page.Text, StringComparison.Ordinal);
        var address = Page + "?handler=Uji";
        Assert.NotNull((await assessor.Send(page, Page, address)).Page.QuerySelector(".govuk-error-summary a[href='#hasil']"));
        Assert.Equal(303, (await assessor.Send(page, Page, address, ("hasil", "number_wrong"), ("catatan", "milik orang lain"))).Status);
        // done once
        Assert.Equal(400, (await assessor.Send(page, Page, address, ("hasil", "reached"))).Status);
        Assert.Equal(303, (await assessor.Send(Page, address, ("hasil", "reached"))).Status);
        Assert.DoesNotContain("kabupaten-lebong", (await assessor.Get("/kerja/narahubung?saring=lewat")).Page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        using (var db = site.Database.Open())
            Assert.Equal([("2026-12-09", "number_wrong"), ("2026-12-22", "reached"), ("2027-03-15", null)], db.Set<TestCallRow>().OrderBy(c => c.DueOn).AsEnumerable().Select(c => (c.DueOn, c.Result)));
        // a second one is not planned beside the first
        Assert.Equal(400, (await assessor.PostWithToken(Page + "?handler=Jadwal", Page, ("jatuh", "2027-01-01"))).Status);
    }

    [Fact]
    public async Task A_call_is_planned_where_there_is_none()
    {
        using var head = await site.Visitor().As("head_of_office");
        foreach (var day in (string[])["", "besok", "2026-11-24", "2029-01-01"])
            Assert.NotNull((await head.Send(Page, Page + "?handler=Jadwal", ("jatuh", day))).Page.QuerySelector(".govuk-error-summary a[href='#jatuh']"));
        Assert.Equal(303, (await head.Send(Page, Page + "?handler=Jadwal", ("jatuh", "2026-12-01"))).Status);
        Assert.Contains("jatuh tempo 1 Desember 2026", (await head.Get(Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_finds_what_is_missing_within_reach_and_its_file_is_on_record()
    {
        using var admin = await site.Visitor().As("national_administrator");
        using var head = await site.Visitor().As("head_of_office");
        await Register(admin, ("sejak", "2026-02-01"), ("sampai", "2026-12-10"), ("nama", "=Dewi"));
        await Prepare(admin);
        Assert.Equal(["Kabupaten Asmat"], await Names(admin, "saring=tanpa"));
        Assert.Equal(["Kabupaten Lebong"], await Names(admin, "saring=berakhir"));
        Assert.Equal(["Kabupaten Lebong"], await Names(admin, "saring=tak-sampai"));
        Assert.Equal(["Kabupaten Lebong"], await Names(admin, "saring=lama"));
        Assert.Equal([], await Names(admin, "saring=lewat"));
        Assert.Equal(["Kabupaten Asmat", "Kabupaten Lebong"], await Names(admin, "saring=entah&hal=9"));
        Assert.Equal(["Kabupaten Lebong"], await Names(admin, "kantor=perwakilan-bengkulu"));
        Assert.Equal(["Kabupaten Asmat"], await Names(admin, "q=asm"));
        // an office sees its own alone, whatever it asks for
        Assert.Equal(["Kabupaten Lebong"], await Names(head, ""));
        Assert.Equal([], await Names(head, "saring=tanpa&kantor=perwakilan-papua"));
        var file = await admin.Send("/kerja/narahubung", "/kerja/narahubung?handler=Unduh");
        Assert.Equal(200, file.Status);
        Assert.Contains("kabupaten-lebong,Kabupaten Lebong,17,'=Dewi,", file.Html, StringComparison.Ordinal);
        Assert.Contains("+6281234567890", file.Html, StringComparison.Ordinal);
        using var db = site.Database.Open();
        Assert.Contains("\"agencies\":2", db.Set<AuditEventRow>().Single(e => e.Action == "focal_point.exported").AfterJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_costs_as_many_queries_for_many_agencies_as_for_few()
    {
        using var admin = await site.Visitor().As("national_administrator");
        await admin.Get("/kerja/narahubung");
        var few = await site.Queries.During(() => admin.Get("/kerja/narahubung"));
        using (var db = site.Database.Open())
        {
            for (var i = 0; i < 60; i++)
            {
                db.Add(new Patuh.Agencies.AgencyRow { Id = $"agency-{i}", Class = "regency", Name = $"Kabupaten {i}" });
                db.Add(new Patuh.Accounts.Organisations.OrganisationRow { Id = $"agency-{i}", Kind = "agency", Name = $"Kabupaten {i}" });
            }
            db.SaveChanges();
            for (var i = 0; i < 60; i++)
                ContactMessages.Prepare(db, site.Clock, By.CommandLine, Visit($"v{i}") with { AgencyId = $"agency-{i}" });
            db.SaveChanges();
        }
        Assert.Equal(few, await site.Queries.During(() => admin.Get("/kerja/narahubung")));
        Assert.Contains("Halaman 1 dari 2", (await admin.Get("/kerja/narahubung")).Text, StringComparison.Ordinal);
        Assert.Equal(12, (await Names(admin, "hal=2")).Count());
    }

    private static NewMessage Visit(string id) => new("kabupaten-lebong", MessageChannel.WhatsApp, "Dewi", "+6281234567890", "visit", id, "Kunjungan", "Yth. Dewi");

    private static async Task<IEnumerable<string>> Names(Visitor visitor, string query) =>
        (await visitor.Get("/kerja/narahubung?" + query)).Page.QuerySelectorAll("tbody th").Select(c => c.TextContent);

    private static Task<Answer> Register(Visitor visitor, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] all = [("nama", "Dewi"), ("jabatan", "Kepala Bagian Organisasi"), ("telepon", "0812-3456-7890"), ("nomor-sk", "800/17/2026"), ("tanggal-sk", "2026-01-02"), ("sejak", "2026-11-25"), .. fields];
        return visitor.Send(Form, Form, [.. all.Reverse().DistinctBy(f => f.Name)]);
    }

    private static Task<Answer> Prepare(Visitor visitor, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] all = [("kepada", "narahubung"), ("lewat", "whatsapp"), ("tentang", "Rencana kunjungan"), ("teks", "Yth. Dewi,\nKunjungan besok & lusa."), .. fields];
        return visitor.Send(MessageForm, MessageForm, [.. all.Reverse().DistinctBy(f => f.Name)]);
    }
}
