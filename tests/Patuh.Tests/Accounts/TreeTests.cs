using Patuh.Accounts.Organisations;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Accounts.Roles;
using Patuh.Agencies;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqliteTreeTests : TreeTests<SqliteDatabase>;

public sealed class PostgresTreeTests : TreeTests<PostgresDatabase>;

/// <summary>Renaming, moving, splitting and merging organisations from a day on; and the past, which stays readable.</summary>
public abstract class TreeTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Lebong = "kabupaten-lebong", Asmat = "kabupaten-asmat", Unit = "unit-demo-puskesmas-lebong", Other = "unit-topos";

    // the clock of the site stands at 25 November 2026
    private static readonly DateOnly Today = new(2026, 11, 25);

    private readonly WorkSite<T> site = new(demo: true, null);

    protected TreeTests()
    {
        using var db = site.Database.Open();
        db.Add(new OrganisationRow { Id = Other, Kind = OrganisationKind.Unit, Name = "Puskesmas Topos", ParentId = Lebong, Province = "17" });
        db.SaveChanges();
    }

    public void Dispose()
    {
        site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_unit_is_renamed_today_and_its_old_name_stays_readable()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        var looked = await Look(coordinator, Unit, "nama", ("nama", " Puskesmas  Muara Aman "));
        Assert.Contains("bernama Puskesmas Muara Aman sejak 25 November 2026", looked.Text, StringComparison.Ordinal);
        Assert.Contains("Petugas unit layanan", looked.Page.QuerySelector(".touched")!.TextContent, StringComparison.Ordinal);
        await Keep(coordinator, looked, Unit, "nama");
        var page = await coordinator.Get($"/kerja/organisasi/{Unit}?selesai=susunan-diubah");
        Assert.Equal("Puskesmas Muara Aman", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Puskesmas (contoh)", page.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Perda Nomor 7 Tahun 2026", page.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Puskesmas (contoh)", "Puskesmas Muara Aman"), (NameOn(Unit, Today.AddDays(-1)), NameOn(Unit, Today)));
        using var db = site.Database.Open();
        Assert.Equal(("agency_coordinator", "sesuai perda"), db.Set<AuditEventRow>().Where(e => e.Action == "organisation.change_made").AsEnumerable().Select(e => (e.Role, e.Why)).Single());
    }

    [Fact]
    public async Task A_slip_of_the_pen_is_put_right_without_a_new_version()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        var address = $"/kerja/organisasi/{Unit}/nama?handler=Betulkan";
        Assert.Equal(400, (await coordinator.Send($"/kerja/organisasi/{Unit}/nama", address, ("nama", "Puskesmas Lebong"), ("alasan", ""))).Status);
        Assert.Equal(400, (await coordinator.Send($"/kerja/organisasi/{Unit}/nama", address, ("nama", "puskesmas topos"), ("alasan", "salah ketik"))).Status);
        Assert.Equal(303, (await coordinator.Send($"/kerja/organisasi/{Unit}/nama", address, ("nama", "Puskesmas Lebong"), ("alasan", "salah ketik"))).Status);
        Assert.Equal("Puskesmas Lebong", NameOn(Unit, Today.AddYears(-3)));
        Assert.Contains("nama organisasi dibetulkan", (await coordinator.Get($"/kerja/organisasi/{Unit}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_to_come_takes_effect_on_its_day_by_itself()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await Change(coordinator, Unit, "nama", ("nama", "Puskesmas Muara Aman"), ("hari", "2027-01-01"));
        var before = await coordinator.Get($"/kerja/organisasi/{Unit}");
        Assert.Equal("Puskesmas (contoh)", before.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Terjadwal: ganti nama, berlaku 1 Januari 2027", before.Text, StringComparison.Ordinal);
        Assert.Equal(("Puskesmas (contoh)", "Puskesmas Muara Aman"), (NameOn(Unit, new(2026, 12, 31)), NameOn(Unit, new(2027, 1, 1))));
        // a second one has to wait, and so has the closing
        Assert.Contains("sudah ada perubahan yang berlaku 1 Januari 2027", (await Look(coordinator, Unit, "nama", 400, ("nama", "Puskesmas Lain"))).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await coordinator.Send($"/kerja/organisasi/{Unit}?tutup=true", $"/kerja/organisasi/{Unit}?handler=Tutup", ("alasan", "tutup"))).Status);
        // 17.00 UTC is midnight in Jakarta
        site.Clock.Now = new DateTimeOffset(2026, 12, 31, 17, 0, 0, TimeSpan.Zero);
        using var later = await site.Visitor().As("agency_coordinator");
        Assert.Equal("Puskesmas Muara Aman", (await later.Get($"/kerja/organisasi/{Unit}")).Page.QuerySelector("h1")!.TextContent);
        using var db = site.Database.Open();
        Assert.Single(db.Set<AuditEventRow>().Where(e => e.Action == "organisation.change_took_effect").ToList());
    }

    [Fact]
    public async Task A_change_to_come_is_undone_with_a_reason_and_one_that_holds_is_not()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await Change(coordinator, Unit, "pecah", ("nama", "Puskesmas Amen\nPuskesmas Lebong Atas"), ("tetap", ""), ("hari", "2027-01-01"));
        Assert.Equal("Puskesmas Amen", Successors(Unit).First());
        var page = await coordinator.Get($"/kerja/organisasi/{Unit}");
        // what is still to come is named, and has no page to lead to
        Assert.Contains("Diteruskan oleh Puskesmas Amen sejak 1 Januari 2027", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Page.QuerySelectorAll("main a[href]"), a => a.TextContent == "Puskesmas Amen");
        var ask = page.Page.QuerySelector("main a[href*='batalkan=']")!.GetAttribute("href")!;
        var address = $"/kerja/organisasi/{Unit}?handler=Batalkan";
        Assert.Equal(400, (await coordinator.Send(ask, address, ("alasan", " "))).Status);
        var twice = await coordinator.Get(ask);
        Assert.Equal(303, (await coordinator.Send(ask, address, ("alasan", "perda ditunda"))).Status);
        Assert.Equal(404, (await coordinator.Send(twice, ask, address, ("alasan", "lagi"))).Status);
        Assert.Empty(Successors(Unit));
        Assert.Equal("Puskesmas (contoh)", NameOn(Unit, new(2027, 1, 2)));
        site.Clock.Now = site.Clock.Now.AddDays(60);
        using var later = await site.Visitor().As("agency_coordinator");
        Assert.DoesNotContain("Amen", (await later.Get($"/kerja/organisasi/{Lebong}")).Page.QuerySelector("main ul")!.TextContent, StringComparison.Ordinal);
        await Change(later, Unit, "nama", ("nama", "Puskesmas Muara Aman"), ("hari", "2027-01-10"));
        Assert.Null((await later.Get($"/kerja/organisasi/{Unit}")).Page.QuerySelector("a[href*='batalkan=']"));
    }

    [Fact]
    public async Task A_unit_moves_to_another_agency_with_the_roles_in_it()
    {
        using var admin = await site.Visitor().As("national_administrator");
        using var officer = await site.Visitor().As("unit_officer");
        using var coordinator = await site.Visitor().As("agency_coordinator");
        Assert.Equal(403, (await coordinator.Get($"/kerja/organisasi/{Unit}/pindah")).Status);
        foreach (var wrong in (string[])["", "Kabupaten Lebong", Unit, Other, "Kabupaten Entah"])
            Assert.NotNull((await Look(admin, Unit, "pindah", 400, ("ke", wrong))).Page.QuerySelector(".govuk-error-summary a[href='#ke']"));
        Assert.NotNull((await Look(admin, Lebong, "pindah", 400, ("ke", "Kabupaten Asmat"))).Page.QuerySelector("#ke-error"));
        var looked = await Look(admin, Unit, "pindah", ("ke", "kabupaten asmat"));
        Assert.Contains("tetap", looked.Page.QuerySelector(".touched")!.TextContent, StringComparison.Ordinal);
        await Keep(admin, looked, Unit, "pindah");
        Assert.Equal(404, (await coordinator.Get($"/kerja/organisasi/{Unit}")).Status);
        Assert.Equal(200, (await officer.Get($"/kerja/organisasi/{Unit}")).Status);
        using var db = site.Database.Open();
        Assert.Equal((Lebong, Asmat), (Then(Unit, Today.AddDays(-1))!.ParentId, Then(Unit, Today)!.ParentId));
        Assert.Equal("93", db.Set<OrganisationRow>().Single(o => o.Id == Unit).Province);
    }

    [Fact]
    public async Task A_unit_is_split_and_its_officer_goes_on_in_the_successor_that_was_chosen()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        using var officer = await site.Visitor().As("unit_officer");
        Assert.Contains("paling sedikit dua", (await Look(coordinator, Unit, "pecah", 400, ("nama", "Puskesmas Amen"), ("tetap", ""))).Text, StringComparison.Ordinal);
        Assert.Contains("sudah dipakai", (await Look(coordinator, Unit, "pecah", 400, ("nama", "Puskesmas Topos"), ("tetap", "ya"))).Text, StringComparison.Ordinal);
        Assert.Contains("sudah dipakai", (await Look(coordinator, Unit, "pecah", 400, ("nama", "Puskesmas Amen\npuskesmas amen"), ("tetap", ""))).Text, StringComparison.Ordinal);
        var looked = await Look(coordinator, Unit, "pecah", ("nama", "Puskesmas Amen\nPuskesmas Lebong Atas"), ("tetap", ""));
        var offer = looked.Page.QuerySelector(".touched select")!;
        Assert.Equal(["berakhir", "diteruskan di Puskesmas Amen", "diteruskan di Puskesmas Lebong Atas"], offer.QuerySelectorAll("option").Select(o => o.TextContent.Trim()));
        await Keep(coordinator, looked, Unit, "pecah", (offer.GetAttribute("name")!, "1"));
        Assert.Equal(["Puskesmas Amen", "Puskesmas Lebong Atas"], Successors(Unit));
        Assert.Equal(404, (await officer.Get($"/kerja/organisasi/{Unit}")).Status);
        Assert.Contains("Puskesmas Lebong Atas", (await officer.Get("/kerja")).Text, StringComparison.Ordinal);
        Assert.Contains("(ditutup)", (await coordinator.Get($"/kerja/organisasi/{Lebong}")).Text, StringComparison.Ordinal);
        // what is closed is not changed any more
        Assert.Equal(404, (await coordinator.Get($"/kerja/organisasi/{Unit}/nama")).Status);
        Assert.Null(Then(Unit, Today));
        Assert.NotNull(Then(Unit, Today.AddDays(-1)));
        using var db = site.Database.Open();
        Assert.Equal(["2026-11-25"], db.Set<RoleGrantRow>().Where(g => g.OrganisationId == Unit).Select(g => g.ValidTo));
    }

    [Fact]
    public async Task Units_are_merged_into_one_that_goes_on()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        using var officer = await site.Visitor().As("unit_officer");
        site.Invite("baru@contoh.go.id", "unit_officer", Unit);
        Assert.Contains("dirinya sendiri", (await Look(coordinator, Other, "gabung", 400, ("dengan", Other))).Text, StringComparison.Ordinal);
        Assert.Contains("Pilih dengan apa", (await Look(coordinator, Other, "gabung", 400, ("dengan", ""))).Text, StringComparison.Ordinal);
        Assert.Contains("tidak ada di sini", (await Look(coordinator, Other, "gabung", 400, ("dengan", Asmat))).Text, StringComparison.Ordinal);
        var looked = await Look(coordinator, Other, "gabung", ("dengan", Unit), ("menjadi", "ini"), ("nama", "Puskesmas Topos Raya"));
        Assert.Contains("1 undangan", looked.Text, StringComparison.Ordinal);
        // nobody is carried over unless that is chosen
        await Keep(coordinator, looked, Other, "gabung");
        Assert.Equal(["Puskesmas Topos Raya"], Successors(Unit));
        Assert.Contains("tidak memegang peran yang berlaku", (await officer.Get("/kerja")).Text, StringComparison.Ordinal);
        var page = await coordinator.Get($"/kerja/organisasi/{Other}");
        Assert.Equal("Puskesmas Topos Raya", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Meneruskan Puskesmas (contoh)", page.Text, StringComparison.Ordinal);
        using var db = site.Database.Open();
        Assert.Equal(1, db.Set<AuditEventRow>().Count(e => e.Action == "role.ended" && e.Why == "sesuai perda"));
    }

    [Fact]
    public async Task An_agency_is_changed_for_the_nation_alone_and_its_public_page_tells_the_former_name()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        Assert.Equal(403, (await coordinator.Get($"/kerja/organisasi/{Lebong}/nama")).Status);
        using var admin = await site.Visitor().As("national_administrator");
        Assert.Contains("sudah dipakai", (await Look(admin, Lebong, "nama", 400, ("nama", "KABUPATEN ASMAT"))).Text, StringComparison.Ordinal);
        await Change(admin, Lebong, "nama", ("nama", "Kabupaten Lebong Raya"), ("hari", "2026-03-01"));
        using var reader = site.Visitor();
        var page = await reader.Get("/instansi/" + Lebong);
        Assert.Contains("Kabupaten Lebong Raya", page.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sebelumnya Kabupaten Lebong (sampai 1 Maret 2026)", page.Text, StringComparison.Ordinal);
        // the old name still finds it, and a restart does not bring it back
        Assert.Contains("Kabupaten Lebong Raya", (await reader.Get("/cari?q=kabupaten+lebong")).Html, StringComparison.Ordinal);
        using var db = site.Database.Open();
        AgenciesSite.AddOrganisations(db);
        Assert.Equal("Kabupaten Lebong Raya", db.Set<OrganisationRow>().Single(o => o.Id == Lebong).Name);
    }

    [Fact]
    public async Task Agencies_merged_into_a_new_one_hand_on_their_units_and_class()
    {
        using var admin = await site.Visitor().As("national_administrator");
        var looked = await Look(admin, Lebong, "gabung", ("dengan", "Kabupaten Asmat"), ("menjadi", "baru"), ("nama", "Kabupaten Lebong Asmat"), ("hari", "2027-01-01"));
        await Keep(admin, looked, Lebong, "gabung");
        Assert.Equal(["kabupaten-lebong-asmat"], [Then(Unit, new(2027, 1, 1))!.ParentId!]);
        using (var coordinator = await site.Visitor().As("agency_coordinator"))
            Assert.Contains("sendiri akan berubah", (await coordinator.Send($"/kerja/organisasi/{Lebong}", $"/kerja/organisasi/{Lebong}?handler=Unit", ("nama", "Puskesmas Baru"))).Text, StringComparison.Ordinal);
        site.Clock.Now = site.Clock.Now.AddDays(60);
        using var later = await site.Visitor().As("national_administrator");
        Assert.Equal("Kabupaten Lebong Asmat", (await later.Get("/kerja/organisasi/kabupaten-lebong-asmat")).Page.QuerySelector("h1")!.TextContent);
        using var db = site.Database.Open();
        Assert.Equal("regency", db.Set<AgencyRow>().Single(a => a.Id == "kabupaten-lebong-asmat").Class);
        Assert.All(db.Set<AgencyRegionRow>().Where(r => r.AgencyId == Lebong || r.AgencyId == Asmat).ToList(), r => Assert.Equal("2027-01-01", r.ValidTo));
        Assert.Equal("kabupaten-lebong-asmat", db.Set<OrganisationRow>().Single(o => o.Id == Other).ParentId);
        using var reader = site.Visitor();
        Assert.Contains("Kabupaten Lebong Asmat", (await reader.Get("/instansi/" + Lebong)).Page.QuerySelector(".tell")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_cannot_be_meant_is_refused_beside_its_field_and_nothing_typed_is_lost()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await Change(coordinator, Unit, "nama", ("nama", "Puskesmas Dua"), ("hari", "2026-06-01"));
        foreach (var day in (string[])["besok", "2026-02-30", "1900-01-01", "2206-01-01", "2026-06-01", "2026-05-31"])
        {
            var refused = await Look(coordinator, Unit, "nama", 400, ("nama", "Puskesmas Tiga"), ("hari", day));
            Assert.NotNull(refused.Page.QuerySelector(".govuk-error-summary a[href='#hari']"));
            Assert.Equal("Puskesmas Tiga", refused.Page.QuerySelector("#nama")!.GetAttribute("value"));
        }
        foreach (var field in (string[])["nama", "dasar", "alasan"])
            Assert.NotNull((await Look(coordinator, Unit, "nama", 400, ("nama", "Puskesmas Tiga"), (field, ""))).Page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
        await Change(coordinator, Unit, "nama", ("nama", "Puskesmas Tiga"), ("hari", "2026-06-02"));
        Assert.Equal(("Puskesmas Dua", "Puskesmas Tiga"), (NameOn(Unit, new(2026, 6, 1)), NameOn(Unit, new(2026, 6, 2))));
    }

    [Fact]
    public async Task Of_two_people_at_once_one_gets_through_and_the_other_is_told()
    {
        using var one = await site.Visitor().As("agency_coordinator");
        using var two = await site.Visitor().As("national_administrator");
        var first = await Look(one, Unit, "nama", ("nama", "Puskesmas Satu"));
        var second = await Look(two, Unit, "nama", ("nama", "Puskesmas Dua"));
        var (a, b) = (one.Send(first, $"/kerja/organisasi/{Unit}/nama", $"/kerja/organisasi/{Unit}/nama?handler=Simpan"), two.Send(second, $"/kerja/organisasi/{Unit}/nama", $"/kerja/organisasi/{Unit}/nama?handler=Simpan"));
        var answers = await Task.WhenAll(a, b);
        Assert.Equal([303, 400], answers.Select(x => x.Status).Order());
        Assert.Contains("perubahan berikutnya sesudah hari itu", answers.Single(x => x.Status == 400).Text, StringComparison.Ordinal);
        using var db = site.Database.Open();
        Assert.Equal(2, db.Set<OrganisationVersionRow>().Count(v => v.OrganisationId == Unit));
    }

    [Fact]
    public async Task The_tree_of_a_day_and_what_became_of_many_are_a_query_each()
    {
        using var admin = await site.Visitor().As("national_administrator");
        await Change(admin, Unit, "gabung", ("dengan", Other), ("menjadi", "ini"), ("nama", "Puskesmas (contoh)"));
        using var db = (site.Database.Configuration with { Interceptors = [site.Queries] }).Open();
        Assert.Equal(1, await site.Queries.During(async () =>
        {
            var then = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(OrganisationTree.AsOf(db, Today.AddDays(-1)), TestContext.Current.CancellationToken);
            Assert.Equal(2, then.Count(o => o.ParentId == Lebong));
        }));
        Assert.Equal(1, await site.Queries.During(async () => Assert.Equal(Unit, (await OrganisationTree.SuccessorsOf(db, [Unit, Other, Lebong], TestContext.Current.CancellationToken)).Single().Single().Id)));
    }

    [Fact]
    public async Task An_agencys_history_tells_of_its_units_their_invitations_and_roles()
    {
        using var coordinator = await site.Visitor().As("agency_coordinator");
        await coordinator.Send($"/kerja/organisasi/{Lebong}", $"/kerja/organisasi/{Lebong}?handler=Unit", ("nama", "Puskesmas Semelako"));
        var unit = "/kerja/organisasi/" + IdOf("Puskesmas Semelako");
        var form = (("surel", "dewi@lebong.go.id"), ("nama", "Dewi"), ("peran", "unit_officer"), ("sejak", "2026-01-01"), ("sampai", ""));
        var invited = await coordinator.Send(unit + "/undang", null, form.Item1, form.Item2, form.Item3, form.Item4, form.Item5);
        Assert.NotNull(invited.Page.QuerySelector("button[data-copy=tautan][hidden]"));
        // the same address is not invited twice to the same role, nor once it holds it
        var twice = await coordinator.Send(unit + "/undang", null, ("surel", "DEWI@lebong.go.id"), form.Item2, form.Item3, form.Item4, form.Item5);
        Assert.Equal(400, twice.Status);
        Assert.Contains("sudah ada undangan", twice.Text, StringComparison.Ordinal);
        using var officer = site.Visitor();
        await officer.Send(new Uri(invited.Page.QuerySelector("#tautan")!.GetAttribute("value")!).AbsolutePath, null, ("sandi", "kopi tubruk sore hari"));
        Assert.Contains("sudah memegang peran itu", (await coordinator.Send(unit + "/undang", null, form.Item1, form.Item2, form.Item3, form.Item4, form.Item5)).Text, StringComparison.Ordinal);
        var history = (await coordinator.Get($"/kerja/organisasi/{Lebong}")).Page.QuerySelector("#riwayat ~ * tbody")!.TextContent;
        Assert.Contains("unit layanan ditambahkan: Puskesmas Semelako", history, StringComparison.Ordinal);
        Assert.Contains("undangan dibuat", history, StringComparison.Ordinal);
        Assert.Contains("peran diberikan", history, StringComparison.Ordinal);
        // the event of the acceptance names who invited
        using var db = site.Database.Open();
        var granted = db.Set<AuditEventRow>().Where(e => e.Action == "role.granted").OrderBy(e => e.Id).Last();
        using var auditor = await site.Visitor().As("auditor");
        var shown = await auditor.Get("/kerja/jejak/" + granted.Id);
        Assert.Contains("Diundang oleh", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Diundang olehbaris perintah", shown.Text, StringComparison.Ordinal);
    }

    private static async Task<Answer> Look(Visitor visitor, string id, string path, params (string Name, string Value)[] fields) => await Look(visitor, id, path, 200, fields);

    private static async Task<Answer> Look(Visitor visitor, string id, string path, int status, params (string Name, string Value)[] fields)
    {
        var page = $"/kerja/organisasi/{id}/{path}";
        (string, string)[] all = [("hari", "2026-11-25"), ("dasar", "Perda Nomor 7 Tahun 2026"), ("alasan", "sesuai perda"), .. fields];
        var opened = await visitor.Get(page);
        Assert.True(opened.Status == 200, $"{page}: {opened.Status} {opened.Text}");
        var looked = await visitor.Send(opened, page, page + "?handler=Periksa", [.. all.Reverse().DistinctBy(f => f.Item1)]);
        Assert.True(looked.Status == status, $"{looked.Status} {looked.Text}");
        return looked;
    }

    private static async Task Keep(Visitor visitor, Answer looked, string id, string path, params (string Name, string Value)[] fields)
    {
        var kept = await visitor.Send(looked, "", $"/kerja/organisasi/{id}/{path}?handler=Simpan", fields);
        Assert.True(kept.Status == 303, kept.Text);
    }

    private static async Task Change(Visitor visitor, string id, string path, params (string Name, string Value)[] fields) => await Keep(visitor, await Look(visitor, id, path, fields), id, path);

    private OrganisationThen? Then(string id, DateOnly day)
    {
        using var db = site.Database.Open();
        return OrganisationTree.AsOf(db, day).SingleOrDefault(o => o.Id == id);
    }

    private string? NameOn(string id, DateOnly day) => Then(id, day)?.Name;

    private IEnumerable<string> Successors(string id)
    {
        using var db = site.Database.Open();
        return OrganisationTree.SuccessorsOf(db, [id], TestContext.Current.CancellationToken).GetAwaiter().GetResult()[id].Select(s => s.Name);
    }

    private string IdOf(string name)
    {
        using var db = site.Database.Open();
        return db.Set<OrganisationRow>().Single(o => o.Name == name).Id;
    }
}
