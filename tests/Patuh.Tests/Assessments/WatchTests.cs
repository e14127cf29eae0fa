using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteWatchTests : WatchTests<SqliteDatabase>;

public sealed class PostgresWatchTests : WatchTests<PostgresDatabase>;

/// <summary>The lists of a cycle's agencies and units, and its progress: both kinds of answers, who has not submitted, whose evidence waits, what is least done.</summary>
public abstract class WatchTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Home = "/kerja/siklus/2024", Agencies = Home + "/instansi", Units = Home + "/unit", Lebong = Agencies + "/kabupaten-lebong";

    private readonly LiveCycle<T> cycle = new();

    private WorkSite<T> Site => cycle.Site;

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static List<string> Names(Answer page) => [.. page.Page.QuerySelectorAll("main table.stack tbody th a").Select(a => a.TextContent)];

    private static async Task Attach(Visitor visitor, AssessmentRow unit, string name, params string[] indicators)
    {
        var page = $"/kerja/penilaian/{unit.Id}/bukti/pasang";
        Assert.Equal(303, (await visitor.SendFiles(await visitor.Get(page), page, "berkas", [(name, System.Text.Encoding.UTF8.GetBytes(name))], [.. indicators.Select(i => ("indikator", i))])).Status);
    }

    [Fact]
    public async Task Until_data_collection_begins_an_office_sees_the_self_assessment_and_either_kind_when_it_asks()
    {
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var unit = cycle.Unit();
        await coordinator.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5", kind: "self"));
        using var national = await Site.Visitor().As("national_administrator");
        // both are under way in July: what assessors found, unless the other is asked for
        Assert.Contains("0 sudah dimulai", (await national.Get(Home)).Text, StringComparison.Ordinal);
        Assert.Contains("1 sudah dimulai", (await national.Get(Home + "?jenis=self")).Text, StringComparison.Ordinal);
        Site.Clock.Now = new(2024, 3, 1, 3, 0, 0, TimeSpan.Zero);
        using var early = await Site.Visitor().As("national_administrator");
        var home = await early.Get(Home);
        Assert.Contains("Penilaian mandiri. 1 sudah dimulai", home.Text, StringComparison.Ordinal);
        Assert.Equal("Penilaian mandiri", home.Page.QuerySelector("nav[aria-label='Jenis jawaban'] [aria-current=page]")!.TextContent);
        Assert.NotNull(home.Page.QuerySelector($"a[href='{Agencies}?kantor=perwakilan-bengkulu&jenis=self']"));
        Assert.Contains("Jawaban asesor. 0 sudah dimulai", (await early.Get(Home + "?jenis=assessed")).Text, StringComparison.Ordinal);
        // the lists and the agency's page go the same way, down to the unit
        Assert.Contains("penilaian mandiri", (await early.Get(Agencies)).Text, StringComparison.Ordinal);
        Assert.NotNull((await early.Get(Units + "?keadaan=berjalan")).Page.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}?jenis=self']"));
        Assert.NotNull((await early.Get(Lebong)).Page.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}?jenis=self']"));
        Assert.Empty(Names(await early.Get(Units + "?keadaan=berjalan&jenis=assessed")));
        Assert.NotNull((await early.Get(Lebong + "?jenis=assessed")).Page.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}']"));
        // an agency has its own alone, and nothing to choose
        using var own = await Site.Visitor().As("agency_coordinator");
        foreach (var page in (string[])[Home, Agencies, Units, Lebong])
            Assert.Null((await own.Get(page + "?jenis=assessed")).Page.QuerySelector("nav[aria-label='Jenis jawaban']"));
        Assert.Contains("1 sudah dimulai", (await own.Get(Home + "?jenis=assessed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_office_sees_which_agencies_have_not_submitted_their_self_assessment()
    {
        using var national = await Site.Visitor().As("national_administrator");
        Assert.Equal(["Kabupaten Asmat", "Kabupaten Lebong"], Names(await national.Get(Agencies + "?mandiri=belum-dikirim")));
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        Assert.Equal(303, (await coordinator.Send(Lebong, Lebong + "?handler=Kirim")).Status);
        var list = await national.Get(Agencies);
        Assert.Contains("sudah dikirim", list.Page.QuerySelectorAll("main tbody tr").Single(r => r.TextContent.Contains("Lebong", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Equal(["semua", "belum dikirim (1)", "sedang diisi (1)", "dikembalikan (0)", "sudah dikirim (1)"], list.Page.QuerySelectorAll("#mandiri option").Select(o => o.TextContent));
        Assert.Equal(["Kabupaten Asmat"], Names(await national.Get(Agencies + "?mandiri=belum-dikirim")));
        Assert.Equal(["Kabupaten Lebong"], Names(await national.Get(Agencies + "?mandiri=dikirim")));
        Assert.Equal(303, (await national.Send(Lebong, Lebong + "?handler=Kembalikan", ("alasan", "Sarana belum lengkap"))).Status);
        Assert.Equal(["Kabupaten Lebong"], Names(await national.Get(Agencies + "?mandiri=dikembalikan")));
        // an office has its own region alone; one that is not assessed owes nothing
        using var assessor = await Site.Visitor().As("assessor");
        Assert.Equal(["Kabupaten Lebong"], Names(await assessor.Get(Agencies)));
        using (var db = Site.Database.Open())
            await db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == "kabupaten-asmat").ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed), TestContext.Current.CancellationToken);
        Assert.Equal(["Kabupaten Lebong"], Names(await national.Get(Agencies + "?mandiri=belum-dikirim")));
        Assert.Equal(2, Names(await national.Get(Agencies)).Count);
    }

    [Fact]
    public async Task An_agency_is_listed_with_the_sums_of_its_units()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send([.. cycle.All(unit, _ => "5")]);
        var (given, required) = (cycle.Parts(unit.Id).Values.Sum(p => p.Given), 0);
        using (var db = Site.Database.Open())
            required = (from p in db.Set<AssessmentPartRow>() join a in db.Set<AssessmentRow>() on p.AssessmentId equals a.Id where a.AgencyId == "kabupaten-lebong" && p.Kind == AnswerKind.Assessed select p.Required).Sum();
        var row = (await assessor.Get(Agencies)).Page.QuerySelector("main tbody tr")!;
        Assert.Contains($"{given}/{required}", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("0/7", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Kabupaten Lebong"], Names(await assessor.Get(Agencies + "?keadaan=belum-lengkap&q=lebong")));
        Assert.Empty(Names(await assessor.Get(Agencies + "?keadaan=bertentangan")));
        using (var db = Site.Database.Open())
            await db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == unit.Id && p.Kind == AnswerKind.Assessed && p.Part == "input").ExecuteUpdateAsync(p => p.SetProperty(x => x.Conflicts, 2), TestContext.Current.CancellationToken);
        Assert.Equal(["Kabupaten Lebong"], Names(await assessor.Get(Agencies + "?keadaan=bertentangan")));
        Assert.Equal([unit.Name], Names(await assessor.Get(Units + "?keadaan=bertentangan")));
    }

    [Fact]
    public async Task What_is_least_done_comes_first_when_asked_for_and_names_otherwise()
    {
        using var national = await Site.Visitor().As("national_administrator");
        using (var db = Site.Database.Open())
        {
            var units = db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-asmat").Select(a => a.Id);
            await db.Set<AssessmentPartRow>().Where(p => units.Contains(p.AssessmentId) && p.Kind == AnswerKind.Assessed).ExecuteUpdateAsync(p => p.SetProperty(x => x.Given, x => x.Required), TestContext.Current.CancellationToken);
            await db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == cycle.Unit().Id && p.Kind == AnswerKind.Assessed && p.Part == "input").ExecuteUpdateAsync(p => p.SetProperty(x => x.Given, 1), TestContext.Current.CancellationToken);
        }
        Assert.Equal(["Kabupaten Asmat", "Kabupaten Lebong"], Names(await national.Get(Agencies)));
        Assert.Equal(["Kabupaten Lebong", "Kabupaten Asmat"], Names(await national.Get(Agencies + "?urut=tertinggal")));
        // by the kind that is looked at
        Assert.Equal(["Kabupaten Asmat", "Kabupaten Lebong"], Names(await national.Get(Agencies + "?urut=tertinggal&jenis=self")));
        var ordered = await national.Get(Units + "?urut=tertinggal");
        Assert.Equal("Dinas Kesehatan", Names(ordered)[6]);
        Assert.All(ordered.Page.QuerySelectorAll("main tbody tr").Take(7), r => Assert.Contains("Kabupaten Lebong", r.TextContent, StringComparison.Ordinal));
        Assert.Equal("tertinggal", ordered.Page.QuerySelector("#urut option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Evidence_that_waits_or_was_sent_back_is_counted_beside_each_unit_and_found_by_a_filter()
    {
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        using var assessor = await Site.Visitor().As("assessor");
        var (unit, other) = (cycle.Unit(), cycle.Unit("Dinas Sosial"));
        await Attach(coordinator, unit, "a.txt", "in.s1", "in.s2");
        await Attach(coordinator, other, "b.txt", "in.s1");
        // what assessors find on a visit waits for nobody
        await Attach(assessor, cycle.Unit("Dinas Pendidikan"), "c.txt", "in.s1");
        using (var db = Site.Database.Open())
            await db.Set<EvidenceUseRow>().Where(u => u.AssessmentId == other.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.State, EvidenceState.NeedsRevision).SetProperty(x => x.Reason, "buram"), TestContext.Current.CancellationToken);
        foreach (var page in (string[])[Units, Lebong])
            foreach (var visitor in (Visitor[])[coordinator, assessor])
            {
                var shown = (await visitor.Get(page)).Page;
                Assert.Contains("2 menunggu", shown.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}/bukti']")!.TextContent, StringComparison.Ordinal);
                Assert.Contains("1 perlu perbaikan", shown.QuerySelector($"a[href='/kerja/penilaian/{other.Id}/bukti']")!.TextContent, StringComparison.Ordinal);
                Assert.Equal(2, shown.QuerySelectorAll("main a[href*='/bukti']").Length);
            }
        Assert.Contains("2 menunggu, 1 perlu perbaikan", (await assessor.Get(Agencies)).Text, StringComparison.Ordinal);
        Assert.Equal([unit.Name], Names(await assessor.Get(Units + "?keadaan=bukti-menunggu")));
        Assert.Equal([other.Name], Names(await coordinator.Get(Units + "?keadaan=bukti-perbaikan")));
        using var national = await Site.Visitor().As("national_administrator");
        Assert.Equal(["Kabupaten Lebong"], Names(await national.Get(Agencies + "?keadaan=bukti-menunggu")));
        using (var db = Site.Database.Open())
            await db.Set<EvidenceUseRow>().Where(u => u.AssessmentId == unit.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.State, EvidenceState.Accepted), TestContext.Current.CancellationToken);
        Assert.Empty(Names(await national.Get(Agencies + "?keadaan=bukti-menunggu")));
    }

    [Fact]
    public async Task Lists_cost_as_many_queries_for_many_agencies_as_for_few_and_are_read_page_by_page()
    {
        using var national = await Site.Visitor().As("national_administrator");
        string[] pages = [Agencies, Agencies + "?urut=tertinggal", Agencies + "?mandiri=belum-dikirim&keadaan=bukti-menunggu", Units + "?urut=tertinggal", Units + "?keadaan=bukti-perbaikan"];
        var few = new List<int>();
        foreach (var page in pages)
        {
            await national.Get(page);
            few.Add(await Site.Queries.During(() => national.Get(page)));
        }
        using (var db = Site.Database.Open())
            ManyAgencies.Add(db, Site.Clock, 60);
        foreach (var (page, count) in pages.Zip(few))
            Assert.Equal((page, count), (page, await Site.Queries.During(() => national.Get(page))));
        var first = await national.Get(Agencies + "?mandiri=belum-dikirim&urut=tertinggal");
        Assert.Contains("Halaman 1 dari 2", first.Text, StringComparison.Ordinal);
        var second = await national.Get(first.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal((50, 12), (Names(first).Count, Names(second).Count));
        Assert.Empty(Names(first).Intersect(Names(second)));
        Assert.Equal("belum-dikirim", second.Page.QuerySelector("#mandiri option[selected]")!.GetAttribute("value"));
    }
}
