using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqlitePlanGapTests : PlanGapTests<SqliteDatabase>;

public sealed class PostgresPlanGapTests : PlanGapTests<PostgresDatabase>;

/// <summary>What a plan lacks, with where it is put right; and the blank forms of a cycle, which its pages lead to.</summary>
public abstract class PlanGapTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Home = "/kerja/siklus/2024";

    private readonly LiveCycle<T> cycle = new();

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_count_of_gaps_leads_to_those_that_it_counts_and_from_there_to_where_they_are_mended()
    {
        var unit = cycle.Unit();
        using (var db = cycle.Site.Database.Open())
        {
            var officer = cycle.Subjects(unit.Id, SubjectRole.Officer)[0];
            db.Set<AssessmentSubjectRow>().Where(s => s.Id == officer.Id).ExecuteUpdate(s => s.SetProperty(x => x.Name, "Budi"));
            var social = cycle.Unit("Dinas Sosial").Id;
            db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == social).ExecuteDelete();
        }
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var home = await head.Get(Home);
        foreach (var (gap, count, missing, name) in ((string, string, string, string)[])[("produk", "12 produk", "Produk 1, Produk 2", "Dinas Kesehatan"), ("responden", "35 responden belum bernama", "Kepala bidang atau seksi pelayanan", "Dinas Kesehatan"), ("konfirmasi", "1 responden belum dikonfirmasi", "Budi", "Dinas Kesehatan"), ("subjek", "1 unit tanpa", "produk dan responden", "Dinas Sosial")])
        {
            var link = home.Page.QuerySelector($"a[href='{Home}/kekurangan/{gap}']")!;
            Assert.Contains(count, link.TextContent, StringComparison.Ordinal);
            var list = await head.Get(link.GetAttribute("href")!);
            var row = list.Page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == name);
            Assert.Contains(missing, row.TextContent, StringComparison.Ordinal);
            Assert.Equal(200, (await head.Get(row.QuerySelector("th a")!.GetAttribute("href")!)).Status);
            Assert.DoesNotContain("Asmat", list.Text, StringComparison.Ordinal);
            Assert.Contains("Tidak ada yang cocok", (await head.Get($"{Home}/kekurangan/{gap}?q=xyz")).Text, StringComparison.Ordinal);
            Assert.Equal(200, (await head.Get($"/kerja/en/siklus/2024/kekurangan/{gap}?q=lebong&hal=9")).Status);
        }
        Assert.Equal(404, (await head.Get(Home + "/kekurangan/none")).Status);
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentSubjectRow>().ExecuteUpdate(s => s.SetProperty(x => x.Name, "Ada").SetProperty(x => x.ConfirmedAt, "2024-07-10T03:00:00.000Z"));
        Assert.Contains("Tidak ada kekurangan ini lagi", (await head.Get(Home + "/kekurangan/produk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agencies_that_have_not_submitted_are_listed_while_the_cycle_is_no_draft()
    {
        using (var db = cycle.Site.Database.Open())
            db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == "kabupaten-asmat").ExecuteUpdate(a => a.SetProperty(x => x.SelfState, SelfState.Submitted));
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var list = await national.Get((await national.Get(Home + "/tutup")).Page.QuerySelector($"a[href='{Home}/kekurangan/mandiri']")!.GetAttribute("href")!);
        Assert.Equal(["Kabupaten Lebong"], list.Page.QuerySelectorAll("tbody th").Select(c => c.TextContent));
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.State, CycleState.Draft));
        Assert.Equal(404, (await national.Get(Home + "/kekurangan/mandiri")).Status);
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        Assert.Equal(404, (await coordinator.Get(Home + "/kekurangan/produk")).Status);
    }

    [Fact]
    public async Task A_list_of_gaps_is_paged_and_costs_as_many_queries_for_many_as_for_few()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var few = await Cost();
        using (var db = cycle.Site.Database.Open())
            ManyAgencies.Add(db, cycle.Site.Clock, 20);
        Assert.Equal(few, await Cost());
        var first = await national.Get(Home + "/kekurangan/produk");
        Assert.Equal(50, first.Page.QuerySelectorAll("tbody tr").Length);
        var seen = first.Page.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")).ToHashSet();
        var next = first;
        while (next.Page.QuerySelector("a[rel=next]") is { } link)
        {
            next = await national.Get(link.GetAttribute("href")!);
            Assert.All(next.Page.QuerySelectorAll("tbody th a"), a => Assert.True(seen.Add(a.GetAttribute("href"))));
        }
        Assert.Equal(22 * 7, seen.Count);

        async Task<int> Cost()
        {
            await national.Get(Home + "/kekurangan/produk");
            return await cycle.Site.Queries.During(() => national.Get(Home + "/kekurangan/produk"));
        }
    }

    [Fact]
    public async Task Blank_forms_are_found_from_the_cycle_and_from_its_instruments()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        foreach (var (visitor, from, to) in ((Visitor, string, string)[])[(national, Home, Home + "/formulir/regency"), (coordinator, Home, Home + "/formulir/regency"), (national, Home + "/instrumen", Home + "/formulir/regency"), (national, Home + "/instrumen", "/kerja/formulir/" + cycle.Unit().InstrumentId)])
        {
            Assert.NotNull((await visitor.Get(from)).Page.QuerySelector($"main a[href='{to}']"));
            Assert.Contains("Pilih formulirnya", (await visitor.Get(to)).Text, StringComparison.Ordinal);
        }
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.State, CycleState.Draft));
        Assert.Equal(404, (await coordinator.Get(Home + "/formulir/regency")).Status);
        Assert.Equal(200, (await national.Get(Home + "/formulir/regency")).Status);
    }
}
