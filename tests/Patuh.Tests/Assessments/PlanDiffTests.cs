using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqlitePlanDiffTests : PlanDiffTests<SqliteDatabase>;

public sealed class PostgresPlanDiffTests : PlanDiffTests<PostgresDatabase>;

/// <summary>What a plan changed against the one that it was copied from.</summary>
public abstract class PlanDiffTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Page = "/kerja/siklus/2025/perubahan";

    private readonly LiveCycle<T> cycle = new(open: false);

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_kind_of_change_is_said_in_words_in_both_languages()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.Equal(303, (await national.Send("/kerja/siklus", null, ("tahun", "2025"), ("dari", "2024"))).Status);
        Assert.Contains("sama dengan rencana yang disalin", (await national.Get(Page)).Text, StringComparison.Ordinal);
        using (var db = cycle.Site.Database.Open())
        {
            var units = db.Set<AssessmentRow>().Where(a => a.CycleId == "2025" && a.AgencyId == "kabupaten-lebong").ToDictionary(a => a.Name, a => a.Id);
            var (health, social, first, education) = (units["Dinas Kesehatan"], units["Dinas Sosial"], units["Puskesmas pertama"], units["Dinas Pendidikan"]);
            db.Set<AssessmentRow>().Where(a => a.Id == health).ExecuteUpdate(a => a.SetProperty(x => x.Kind, "kantor").SetProperty(x => x.Substance, "kesehatan masyarakat").SetProperty(x => x.Status, AssessmentStatus.Refused));
            db.Set<AssessmentRow>().Where(a => a.Id == first).ExecuteUpdate(a => a.SetProperty(x => x.Name, "Puskesmas Topos").SetProperty(x => x.Chosen, true));
            db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == health && s.Role == SubjectRole.Product && s.Number == 1).ExecuteUpdate(s => s.SetProperty(x => x.Name, "Izin praktik"));
            db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == education && s.Role == SubjectRole.Officer && s.Number == 4).ExecuteDelete();
            db.Set<PlannedAgencyRow>().Where(a => a.CycleId == "2025" && a.AgencyId == "kabupaten-lebong").ExecuteUpdate(a => a.SetProperty(x => x.OfficeId, (string?)null).SetProperty(x => x.Name, "Kabupaten Lebong Baru").SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Region, "17.08"));
            db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == social).ExecuteDelete();
            db.Set<AssessmentScoreRow>().Where(p => p.AssessmentId == social).ExecuteDelete();
            db.Set<AssessmentSubjectRow>().Where(p => p.AssessmentId == social).ExecuteDelete();
            db.Set<AssessmentRow>().Where(a => a.Id == social).ExecuteDelete();
            CycleFactory.Freeze(db, InstrumentLibrary.Get("ombudsman-2025"));
            db.Set<CycleMethodRow>().Where(m => m.CycleId == "2025" && m.Class == "regency").ExecuteUpdate(m => m.SetProperty(x => x.InstrumentId, "ombudsman-2025").SetProperty(x => x.InstrumentVersion, InstrumentLibrary.Get("ombudsman-2025").Instrument.Version));
            db.Set<CycleStageRow>().Where(s => s.CycleId == "2025" && s.Stage == "collection").ExecuteUpdate(s => s.SetProperty(x => x.EndsOn, "2025-12-24"));
        }
        var page = await national.Get(Page);
        var rows = page.Page.QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim()))).ToList();
        foreach (var row in (string[])[
            "Pengambilan data |  | hari tahap lain",
            "Kabupaten Lebong Baru |  | ganti nama | Kabupaten Lebong | Kabupaten Lebong Baru",
            "Kabupaten Lebong Baru |  | kode wilayah lain | 17.07 | 17.08",
            "Kabupaten Lebong Baru |  | dinilai kantor lain | Perwakilan",
            "Kabupaten Lebong Baru |  | keadaan | dinilai | tidak dinilai",
            "Kabupaten Lebong Baru | Dinas Kesehatan | jenis unit | Dinas, badan, atau bagian (OPD) | Kantor atau unit layanan",
            "Kabupaten Lebong Baru | Dinas Kesehatan | substansi unit | kesehatan | kesehatan masyarakat",
            "Kabupaten Lebong Baru | Dinas Kesehatan | keadaan unit | dinilai | menolak",
            "Kabupaten Lebong Baru | Dinas Kesehatan | produk layanan | 2: 2 belum bernama | 2: Izin praktik; 1 belum bernama",
            "Kabupaten Lebong Baru | Dinas Pendidikan | jumlah responden | 4 pelaksana, 2 pengelola pengaduan | 3 pelaksana, 2 pengelola pengaduan",
            "Kabupaten Lebong Baru | Puskesmas Topos | unit ganti nama | Puskesmas pertama | Puskesmas Topos",
            "Kabupaten Lebong Baru | Puskesmas Topos | pilihan unit | belum dipilih | sudah dipilih",
            "Kabupaten Lebong Baru | Dinas Sosial | unit tidak lagi direncanakan | Dinas, badan, atau bagian (OPD) | –"])
            Assert.Contains(rows, r => r.StartsWith(row, StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("instrumen lain", StringComparison.Ordinal) && r.EndsWith(", versi 1", StringComparison.Ordinal));
        var english = await national.Get("/kerja/en/siklus/2025/perubahan");
        foreach (var words in (string[])["not assessed", "refused", "4 officers, 2 complaint officers", "Office or service unit", "1 without a name", "Data collection", "another instrument"])
            Assert.Contains(words, english.Text, StringComparison.Ordinal);
        foreach (var code in (string[])["not_assessed", "perwakilan-", "ombudsman-2025", "opd", "unit-"])
        {
            Assert.DoesNotContain(code, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(code, english.Text, StringComparison.Ordinal);
        }
        using var head = await cycle.Site.Visitor().As("head_of_office");
        Assert.Equal(200, (await head.Get(Page)).Status);
    }

    [Fact]
    public async Task Many_changes_are_paged_and_an_agency_that_is_gone_leads_to_the_plan_that_had_it()
    {
        using (var db = cycle.Site.Database.Open())
            ManyAgencies.Add(db, cycle.Site.Clock, 30);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.Equal(303, (await national.Send("/kerja/siklus", null, ("tahun", "2025"), ("dari", "2024"))).Status);
        using (var db = cycle.Site.Database.Open())
        {
            db.Set<AssessmentRow>().Where(a => a.CycleId == "2025" && a.Level == AssessmentLevel.Unit).ExecuteUpdate(a => a.SetProperty(x => x.Substance, "lainnya"));
            db.Set<AssessmentRow>().Where(a => a.CycleId == "2025" && a.AgencyId == "kabupaten-asmat").ExecuteUpdate(a => a.SetProperty(x => x.AgencyId, "kabupaten-lebong"));
            db.Set<PlannedAgencyRow>().Where(a => a.CycleId == "2025" && a.AgencyId == "kabupaten-asmat").ExecuteDelete();
        }
        var first = await national.Get(Page);
        Assert.Equal(100, first.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Halaman 1 dari 3", first.Text, StringComparison.Ordinal);
        var last = await national.Get(Page + "?hal=99");
        Assert.Contains("Halaman 3 dari 3", last.Text, StringComparison.Ordinal);
        Assert.Null(last.Page.QuerySelector("a[rel=next]"));
        Assert.NotEqual(first.Page.QuerySelector("tbody tr")!.TextContent, (await national.Get(first.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Page.QuerySelector("tbody tr")!.TextContent);
        var gone = (await Task.WhenAll(Enumerable.Range(1, 3).Select(n => national.Get($"{Page}?hal={n}")))).SelectMany(p => p.Page.QuerySelectorAll("tbody tr")).Single(r => r.TextContent.Contains("tidak lagi direncanakan", StringComparison.Ordinal));
        Assert.Equal("/kerja/siklus/2024/instansi/kabupaten-asmat", gone.QuerySelector("a")!.GetAttribute("href"));
    }
}
