using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteCycleAgencyTests : CycleAgencyTests<SqliteDatabase>;

public sealed class PostgresCycleAgencyTests : CycleAgencyTests<PostgresDatabase>;

/// <summary>Adding agencies that a cycle lacks, and putting one back.</summary>
public abstract class CycleAgencyTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Page = "/kerja/siklus/2024/tambah-instansi";

    private readonly LiveCycle<T> cycle = new(open: false);

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_agency_that_came_later_is_added_with_the_units_of_its_class()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.Contains("Semua instansi yang masih ada sudah termasuk", (await national.Get(Page)).Text, StringComparison.Ordinal);
        Later(2);
        Assert.NotNull((await national.Get("/kerja/siklus/2024/instansi")).Page.QuerySelector($"a[href='{Page}']"));
        Assert.Equal(303, (await national.Send(Page, null, ("tambah", "kabupaten-002"))).Status);
        using var db = cycle.Site.Database.Open();
        var planned = db.Set<PlannedAgencyRow>().Single(a => a.AgencyId == "kabupaten-002");
        Assert.Equal(("regency", "Kabupaten 002", "17", "perwakilan-bengkulu", AssessmentStatus.Assessed), (planned.Class, planned.Name, planned.Province, planned.OfficeId, planned.Status));
        Assert.Equal(7, db.Set<AssessmentRow>().Count(a => a.AgencyId == "kabupaten-002"));
        Assert.Equal(cycle.Parts(cycle.Unit().Id).Values.Sum(p => p.Required), cycle.Parts(cycle.Unit("Dinas Kesehatan", "kabupaten-002").Id).Values.Sum(p => p.Required));
        Assert.Contains("\"units\":7", db.Set<AuditEventRow>().Single(e => e.Action == "agency_plan.added").AfterJson, StringComparison.Ordinal);
        Assert.Equal(303, (await national.PostWithToken(Page, Page, ("tambah", "kabupaten-002"))).Status);
        Assert.Equal(7, db.Set<AssessmentRow>().Count(a => a.AgencyId == "kabupaten-002"));
    }

    [Fact]
    public async Task While_the_cycle_is_open_it_takes_a_reason_and_units_get_their_organisation()
    {
        Later(2);
        await Open();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var refused = await national.Send(Page, null, ("tambah", "kabupaten-002"), ("alasan", " "));
        Assert.Equal(400, refused.Status);
        Assert.Contains("Tulis alasannya", refused.Text, StringComparison.Ordinal);
        Assert.True(refused.Page.QuerySelector("input[value=kabupaten-002]")!.HasAttribute("checked"));
        Assert.Equal(303, (await national.Send(Page, null, ("tambah", "kabupaten-002"), ("alasan", "Kabupaten baru"))).Status);
        using var db = cycle.Site.Database.Open();
        Assert.Equal(5, db.Set<OrganisationRow>().Count(o => o.ParentId == "kabupaten-002" && o.Kind == OrganisationKind.Unit));
        Assert.Equal("Kabupaten baru", db.Set<AuditEventRow>().Single(e => e.Action == "agency_plan.added").Why);
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var (_, json) = await assessor.Send(LiveCycle<T>.Answer(cycle.Unit("Dinas Kesehatan", "kabupaten-002").Id, "in.s1", "5"));
        Assert.Equal("counted", json.Fate());
    }

    [Fact]
    public async Task A_new_organisation_is_given_its_class_first()
    {
        using (var db = cycle.Site.Database.Open())
        {
            db.Add(new OrganisationRow { Id = "kementerian-baru", Kind = OrganisationKind.Agency, Name = "Kementerian Baru" });
            db.Add(new OrganisationRow { Id = "kementerian-lama", Kind = OrganisationKind.Agency, Name = "Kementerian Lama", ClosedOn = "2024-01-01" });
            db.SaveChanges();
        }
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.DoesNotContain("Kementerian Lama", (await national.Get(Page)).Text, StringComparison.Ordinal);
        foreach (var wrong in (string[])["", "sultanate"])
            Assert.Contains("pilih golongannya", (await national.Send(Page, null, ("tambah", "kementerian-baru"), ("golongan-kementerian-baru", wrong))).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(Page, null, ("tambah", "kementerian-baru"), ("golongan-kementerian-baru", "ministry"))).Status);
        using var after = cycle.Site.Database.Open();
        Assert.Equal("ministry", after.Set<AgencyRow>().Single(a => a.Id == "kementerian-baru").Class);
        Assert.Null(after.Set<PlannedAgencyRow>().Single(a => a.AgencyId == "kementerian-baru").OfficeId);
        Assert.Equal(1, after.Set<AssessmentRow>().Count(a => a.AgencyId == "kementerian-baru"));
    }

    [Fact]
    public async Task What_cannot_be_added_is_refused_and_only_who_opens_cycles_adds()
    {
        Later(1);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.Contains("paling sedikit satu", (await national.Send(Page, null)).Text, StringComparison.Ordinal);
        Assert.Contains("tidak dikenal", (await national.Send(Page, null, ("tambah", "none"), ("tambah", "kabupaten-002"))).Text, StringComparison.Ordinal);
        using (var db = cycle.Site.Database.Open())
            db.Set<CycleMethodRow>().Where(m => m.Class == "regency").ExecuteDelete();
        Assert.Contains("belum memiliki instrumen", (await national.PostWithToken(Page, Page, ("tambah", "kabupaten-002"))).Text, StringComparison.Ordinal);
        using var head = await cycle.Site.Visitor().As("head_of_office");
        Assert.Equal(403, (await head.Get(Page)).Status);
        Assert.Equal(404, (await national.Get("/kerja/siklus/2031/tambah-instansi")).Status);
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.State, CycleState.Closed));
        Assert.Contains("sudah ditutup", (await national.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await national.PostWithToken(Page, "/kerja/akun", ("tambah", "kabupaten-002"))).Status);
    }

    [Fact]
    public async Task An_agency_that_was_left_out_is_put_back_with_its_units()
    {
        using (var db = cycle.Site.Database.Open())
        {
            db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == "kabupaten-asmat").ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "Tidak aman"));
            db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-asmat").ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, a => a.Name == "Dinas Sosial" ? "Kantor pindah" : "Tidak aman"));
        }
        await Open();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var (ask, act) = (Page + "?kembali=kabupaten-asmat", Page + "?handler=Kembalikan");
        var opened = await national.Get(ask);
        Assert.Contains("Tidak aman", opened.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await national.Send(opened, ask, act, ("alasan", ""))).Status);
        Assert.Equal(303, (await national.Send(opened, ask, act, ("alasan", "Keadaan pulih"))).Status);
        Assert.EndsWith("tetap", (await national.Send(opened, ask, act, ("alasan", "Keadaan pulih"))).Location, StringComparison.Ordinal);
        Assert.Equal(AssessmentStatus.Assessed, cycle.Unit("Dinas Kesehatan", "kabupaten-asmat").Status);
        Assert.Equal("Kantor pindah", cycle.Unit("Dinas Sosial", "kabupaten-asmat").Reason);
        Assert.Equal(404, (await national.PostWithToken(act, ask, ("instansi", "none"), ("alasan", "x"))).Status);
        using var db2 = cycle.Site.Database.Open();
        Assert.Equal("Keadaan pulih", db2.Set<AuditEventRow>().Single(e => e.Action == "agency_plan.put_back").Why);
    }

    [Fact]
    public async Task Many_are_added_from_several_pages_and_those_left_out_have_a_list_of_their_own()
    {
        Later(60);
        using (var db = cycle.Site.Database.Open())
        {
            db.Add(new OrganisationRow { Id = "badan-baru", Kind = OrganisationKind.Agency, Name = "Badan Baru" });
            db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == "kabupaten-asmat").ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "Tidak aman"));
            db.SaveChanges();
        }
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var first = await national.Get(Page);
        Assert.Equal(50, first.Page.QuerySelectorAll("#tambah tbody tr").Length);
        Assert.DoesNotContain("Tidak aman", first.Text, StringComparison.Ordinal);
        var second = await national.Send(first, Page, null, ("tambah", "badan-baru"), ("golongan-badan-baru", "institution"), ("tambah", "kabupaten-002"), ("hal", "2"));
        Assert.Equal((200, 11), (second.Status, second.Page.QuerySelectorAll("#tambah tbody tr").Length));
        Assert.Contains("2 ditandai, 2 di antaranya tidak tampak", second.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await national.Get(Page + "?q=badan")).Page.QuerySelectorAll("#tambah tbody tr").Length);
        Assert.Contains("Tidak ada instansi yang cocok", (await national.Get(Page + "?q=xyz")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(second, Page, null, ("tambah", "badan-baru"), ("tambah", "kabupaten-002"), ("tambah", "kabupaten-061"))).Status);
        using (var db = cycle.Site.Database.Open())
            Assert.Equal(["institution", "regency", "regency"], db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == "badan-baru" || a.AgencyId == "kabupaten-002" || a.AgencyId == "kabupaten-061").OrderBy(a => a.AgencyId).Select(a => a.Class));
        var left = first.Page.QuerySelectorAll("nav.links a").Single(a => a.TextContent.Contains("tidak dinilai (1)", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains("Tidak aman", (await national.Get(left)).Text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada instansi yang cocok", (await national.Get(left + "&q=lebong")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_and_adding_cost_as_many_queries_for_many_agencies_as_for_few()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var few = await Cost(2);
        Assert.Equal(few, await Cost(30));

        async Task<(int, int)> Cost(int count)
        {
            Later(count);
            var look = await national.Get(Page);
            var looking = await cycle.Site.Queries.During(async () => look = await national.Get(Page));
            var ids = look.Page.QuerySelectorAll("input[name=tambah]").Select(i => ("tambah", i.GetAttribute("value")!)).ToArray();
            Assert.Equal(count, ids.Length);
            return (looking, await cycle.Site.Queries.During(async () => Assert.Equal(303, (await national.Send(look, Page, null, ids)).Status)));
        }
    }

    private void Later(int count)
    {
        using var db = cycle.Site.Database.Open();
        ManyAgencies.Add(db, cycle.Site.Clock, count, planned: false);
    }

    private async Task Open()
    {
        using var db = cycle.Site.Database.Open();
        Assert.True(await new CycleOpening(db, cycle.Site.Clock).Open(By.CommandLine, "2024", default));
    }
}
