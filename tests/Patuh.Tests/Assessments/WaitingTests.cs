using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Agencies.FocalPoints;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteWaitingTests : WaitingTests<SqliteDatabase>;

public sealed class PostgresWaitingTests : WaitingTests<PostgresDatabase>;

/// <summary>The front page of the work area: what waits for each role, with links that lead to just that.</summary>
public abstract class WaitingTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Home = "/kerja/siklus/2024";

    private readonly LiveCycle<T> cycle = new();

    private WorkSite<T> Site => cycle.Site;

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sentences with where they lead.</summary>
    private static async Task<Dictionary<string, string>> Waiting(Visitor visitor) =>
        (await visitor.Get("/kerja")).Page.QuerySelectorAll("main .waits li a").ToDictionary(a => a.TextContent, a => a.GetAttribute("href")!);

    private static async Task Attach(Visitor visitor, AssessmentRow unit, params string[] indicators)
    {
        var page = $"/kerja/penilaian/{unit.Id}/bukti/pasang";
        Assert.Equal(303, (await visitor.SendFiles(await visitor.Get(page), page, "berkas", [("a.txt", System.Text.Encoding.UTF8.GetBytes(unit.Id))], [.. indicators.Select(i => ("indikator", i))])).Status);
    }

    private async Task Change(Func<Platform.Data.PatuhDb, Task> change)
    {
        using var db = Site.Database.Open();
        await change(db);
    }

    private string Person(string code)
    {
        using var db = Site.Database.Open();
        return db.Set<PersonRow>().Single(p => p.Email == code + "@demo.invalid").Id;
    }

    /// <summary>A visit of Dinas Kesehatan on a day.</summary>
    private async Task Visit(string id, string day, string state) => await Change(async db =>
    {
        if (!await db.Set<VisitTeamRow>().AnyAsync())
            db.Add(new VisitTeamRow { Id = "tim", CycleId = "2024", OfficeId = "perwakilan-bengkulu", Name = "Tim 1", LeaderId = Person("assessor"), MadeAt = "2024-07-01T00:00:00.000Z" });
        await db.SaveChangesAsync();
        db.Add(new VisitRow { Id = id, CycleId = "2024", AssessmentId = cycle.Unit().Id, TeamId = "tim", Day = day, Starts = "09:00", State = state, MadeAt = "2024-07-01T00:00:00.000Z", ChangedAt = "2024-07-01T00:00:00.000Z" });
        await db.SaveChangesAsync();
    });

    [Fact]
    public async Task An_assessor_finds_what_waits_with_links_that_lead_to_just_that()
    {
        using var assessor = await Site.Visitor().As("assessor");
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var unit = cycle.Unit();
        await assessor.Send($"/kerja/penilaian/{unit.Id}/isi/input", null, ("n:in.s1", "5"));
        await Attach(coordinator, cycle.Unit("Dinas Sosial"), "in.s1", "in.s2");
        await Visit("lewat", "2024-07-09", VisitState.Done);
        await Visit("dekat", "2024-07-16", VisitState.Planned);
        // confirming this one has time
        await Visit("jauh", "2024-07-17", VisitState.Planned);
        await Change(async db =>
        {
            await db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == unit.Id && p.Kind == AnswerKind.Assessed && p.Part == "input").ExecuteUpdateAsync(p => p.SetProperty(x => x.Conflicts, 3));
            await db.Set<AssessmentScoreRow>().Where(s => s.AssessmentId == unit.Id && s.Kind == AnswerKind.Assessed).ExecuteUpdateAsync(s => s.SetProperty(x => x.Held, 4));
            // of another office: none of it is hers
            await db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == cycle.Unit("Dinas Kesehatan", "kabupaten-asmat").Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Conflicts, 9));
        });
        var waiting = await Waiting(assessor);
        (string Text, string Path, string Shows)[] expected =
        [
            ("1 unit belum lengkap yang penanya Anda pegang", Home + "/unit?jenis=assessed&keadaan=pena-saya", "Dinas Kesehatan"),
            ("7 unit belum lengkap", Home + "/unit?jenis=assessed&keadaan=belum-lengkap", "7 unit"),
            ("3 jawaban bertentangan", Home + "/unit?jenis=assessed&keadaan=bertentangan", "3 bertentangan"),
            ("4 jawaban tertahan, menunggu diputuskan", Home + "/unit?jenis=assessed&keadaan=tertahan", "4 tertahan"),
            ("2 bukti menunggu diperiksa", Home + "/unit?keadaan=bukti-menunggu", "2 menunggu"),
            ("1 instansi belum mengirim penilaian mandiri (paling lambat 31 Juli 2024)", Home + "/instansi?mandiri=belum-dikirim&jenis=self", "1 instansi"),
            ("⚠ 1 kunjungan dalam 7 hari dengan responden yang belum dikonfirmasi", Home + "/kunjungan/konfirmasi", "lewat batas konfirmasi"),
            ("⚠ 1 kunjungan sudah lewat dan penilaiannya belum lengkap", Home + "/kunjungan/konfirmasi#terlambat", "9 Juli 2024"),
            ("2 unit belum dipilih", Home + "/unit?kurang=unit", "2 unit"),
        ];
        foreach (var (text, path, shows) in expected)
        {
            Assert.Equal((text, path), (text, waiting.GetValueOrDefault(text, "not there: " + string.Join(" / ", waiting.Keys))));
            Assert.Contains(shows, (await assessor.Get(path)).Text, StringComparison.Ordinal);
        }
        var home = await assessor.Get("/kerja");
        Assert.Contains("Pendampingan sampai 31 Juli 2024; Pengambilan data sampai 15 Oktober 2024.", home.Text, StringComparison.Ordinal);
        // what one may do stands below, with where it is done
        Assert.NotNull(home.Page.QuerySelector(".rights a[href='/kerja/narahubung']"));
        Assert.Contains("7 units are not complete", (await assessor.Get("/kerja/en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_told_before_the_second_factor_that_doing_it_asks_for()
    {
        using var assessor = await Site.Member("baru@contoh.go.id", "assessor", "perwakilan-bengkulu");
        Assert.Contains("7 unit belum lengkap", (await Waiting(assessor)).Keys);
    }

    [Fact]
    public async Task A_coordinator_reads_what_is_missing_until_when_and_what_was_sent_back()
    {
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var (unit, lebong) = (cycle.Unit(), Home + "/instansi/kabupaten-lebong");
        await Attach(coordinator, unit, "in.s1", "in.s2");
        await Change(db => db.Set<EvidenceUseRow>().ExecuteUpdateAsync(u => u.SetProperty(x => x.State, EvidenceState.NeedsRevision)));
        int missing;
        using (var db = Site.Database.Open())
            missing = (from p in db.Set<AssessmentPartRow>() join a in db.Set<AssessmentRow>() on p.AssessmentId equals a.Id where a.AgencyId == "kabupaten-lebong" && p.Kind == AnswerKind.Self select p.Required).Sum();
        var waiting = await Waiting(coordinator);
        Assert.Equal(lebong, waiting[$"{missing} jawaban penilaian mandiri belum terisi"]);
        // all in one unit: straight there
        Assert.Equal($"/kerja/penilaian/{unit.Id}/bukti", waiting["2 bukti perlu perbaikan"]);
        Assert.Contains("Penilaian mandiri belum dikirim; kirim paling lambat 31 Juli 2024, 21 hari lagi.", (await coordinator.Get("/kerja")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await coordinator.Send(lebong, lebong + "?handler=Kirim")).Status);
        var done = await coordinator.Get("/kerja");
        Assert.Contains("Tidak ada yang menunggu Anda sekarang", done.Text, StringComparison.Ordinal);
        Assert.Contains("sudah dikirim pada 10 Juli 2024", done.Text, StringComparison.Ordinal);
        using var head = await Site.Visitor().As("head_of_office");
        Assert.Equal(303, (await head.Send(lebong, lebong + "?handler=Kembalikan", ("alasan", "Sarana belum lengkap"))).Status);
        Assert.Contains("dikembalikan: “Sarana belum lengkap”. Perbaiki dan kirim lagi paling lambat 31 Juli 2024", (await coordinator.Get("/kerja")).Text, StringComparison.Ordinal);
        // when its stages are over nothing can be done about it
        Site.Clock.Now = new(2024, 8, 1, 3, 0, 0, TimeSpan.Zero);
        using var later = await Site.Visitor().As("agency_coordinator");
        Assert.Empty(await Waiting(later));
        Assert.Contains("tidak dikirim", (await later.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_officer_is_led_to_the_unit_and_told_of_no_other()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        await Attach(coordinator, cycle.Unit("Dinas Sosial"), "in.s1");
        await Change(db => db.Set<EvidenceUseRow>().ExecuteUpdateAsync(u => u.SetProperty(x => x.State, EvidenceState.NeedsRevision)));
        using var officer = await Site.Member("petugas@lebong.go.id", "unit_officer", unit.OrganisationId!);
        var missing = cycle.Parts(unit.Id, AnswerKind.Self).Values.Sum(p => p.Required);
        Assert.Equal(("/kerja/penilaian/" + unit.Id, 1), ((await Waiting(officer))[$"{missing} jawaban penilaian mandiri belum terisi"], (await Waiting(officer)).Count));
        Assert.Contains("koordinator instansi mengirimnya paling lambat 31 Juli 2024", (await officer.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nation_sees_what_its_cycles_lack_and_who_only_reads_has_nothing_to_do()
    {
        using var national = await Site.Visitor().As("national_administrator");
        await Change(async db =>
        {
            await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == cycle.Unit().Id).ExecuteDeleteAsync();
            new CycleFactory(db, Site.Clock).Create(Platform.Audit.By.CommandLine, 2025, CycleKind.Real);
        });
        var page = await national.Get("/kerja");
        Assert.Equal([Home[..^4] + "2025", Home], page.Page.QuerySelectorAll(".waits h3 a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Rancangan, belum dibuka", page.Text, StringComparison.Ordinal);
        var waiting = page.Page.QuerySelectorAll(".waits")[1].QuerySelectorAll("li a").ToDictionary(a => a.TextContent, a => a.GetAttribute("href")!);
        Assert.Equal(Home + "/unit?kurang=unit", waiting["4 unit belum dipilih"]);
        var lacking = await national.Get(waiting["1 unit tanpa produk dan responden"]);
        Assert.Equal([cycle.Unit().Name], lacking.Page.QuerySelectorAll("main table.stack tbody th a").Select(a => a.TextContent));
        Assert.Contains("tanpa produk dan responden", lacking.Text, StringComparison.Ordinal);
        foreach (var gap in (string[])["produk", "responden"])
            Assert.Contains("13 unit", (await national.Get($"{Home}/kekurangan/{gap}")).Text, StringComparison.Ordinal);
        using var auditor = await Site.Visitor().As("auditor");
        Assert.Contains("Tidak ada yang menunggu Anda sekarang", (await auditor.Get("/kerja")).Text, StringComparison.Ordinal);
        using var intake = await Site.Visitor().As("intake_officer");
        Assert.Contains("Tidak ada yang menunggu Anda sekarang", (await intake.Get("/kerja")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_call_waits_for_the_office_that_makes_it_from_its_day_on()
    {
        await Change(async db =>
        {
            foreach (var (agency, office, due) in ((string, string, string)[])[("kabupaten-lebong", "perwakilan-bengkulu", "2024-07-10"), ("kabupaten-asmat", "perwakilan-papua", "2024-07-01")])
                db.Add(new TestCallRow { Id = agency, AgencyId = agency, OfficeId = office, DueOn = due });
            await db.SaveChangesAsync();
        });
        using var assessor = await Site.Visitor().As("assessor");
        var path = (await Waiting(assessor))["1 instansi yang uji teleponnya sudah waktunya"];
        Assert.Contains("Kabupaten Lebong", (await assessor.Get(path)).Text, StringComparison.Ordinal);
        using var reviewer = await Site.Visitor().As("quality_reviewer");
        Assert.Empty(await Waiting(reviewer));
        await Change(db => db.Set<TestCallRow>().ExecuteUpdateAsync(c => c.SetProperty(x => x.DueOn, "2024-07-11")));
        Assert.DoesNotContain((await Waiting(assessor)).Keys, k => k.Contains("uji", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_front_page_costs_as_many_queries_for_many_agencies_as_for_few()
    {
        Visitor[] visitors = [await Site.Visitor().As("national_administrator"), await Site.Visitor().As("assessor"), await Site.Visitor().As("agency_coordinator")];
        var few = new List<int>();
        foreach (var visitor in visitors)
        {
            await visitor.Get("/kerja");
            few.Add(await Site.Queries.During(() => visitor.Get("/kerja")));
        }
        using (var db = Site.Database.Open())
            ManyAgencies.Add(db, Site.Clock, 60);
        foreach (var (visitor, count) in visitors.Zip(few))
            Assert.Equal(count, await Site.Queries.During(() => visitor.Get("/kerja")));
        Assert.InRange(few.Max(), 1, 18);
        foreach (var visitor in visitors)
            visitor.Dispose();
    }
}
