using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Assessments.Plan;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqlitePlanTests : PlanTests<SqliteDatabase>;

public sealed class PostgresPlanTests : PlanTests<PostgresDatabase>;

/// <summary>Making, planning and opening a cycle through its pages.</summary>
public abstract class PlanTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly LiveCycle<T> cycle = new(open: false);

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_cycle_is_made_copied_and_its_changes_are_shown()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var list = await national.Get("/kerja/siklus");
        Assert.Contains("Penilaian 2024", list.Text, StringComparison.Ordinal);
        foreach (var (year, sentence) in ((string, string)[])[("", "Tulis tahun"), ("zwei", "Tulis tahun"), ("1999", "Tulis tahun"), ("2024", "sudah ada")])
        {
            var refused = await national.Send(list, "/kerja/siklus", null, ("tahun", year));
            Assert.Equal((400, year), (refused.Status, refused.Page.GetElementById("tahun")!.GetAttribute("value")));
            Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        }
        using (var db = cycle.Site.Database.Open())
        {
            // between the years: a unit was chosen, another closed, the regency renamed
            db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-lebong" && a.Name == "Puskesmas pertama").ExecuteUpdate(a => a.SetProperty(x => x.Name, "Puskesmas Topos").SetProperty(x => x.Chosen, true));
            db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == "kabupaten-asmat").ExecuteUpdate(a => a.SetProperty(x => x.Name, "Kabupaten Asmat Lama"));
        }
        Assert.Equal(303, (await national.Send(list, "/kerja/siklus", null, ("tahun", "2025"), ("dari", "2024"))).Status);
        var changes = await national.Get("/kerja/siklus/2025/perubahan");
        Assert.Contains("ganti nama", changes.Text, StringComparison.Ordinal);
        Assert.Contains("Kabupaten Asmat Lama", changes.Text, StringComparison.Ordinal);
        using var after = cycle.Site.Database.Open();
        Assert.Equal("Puskesmas Topos", after.Set<AssessmentRow>().Single(a => a.CycleId == "2025" && a.AgencyId == "kabupaten-lebong" && a.Position == 6).Name);
        // the past stays as it was planned
        Assert.Equal("Kabupaten Asmat Lama", after.Set<PlannedAgencyRow>().Single(a => a.CycleId == "2024" && a.AgencyId == "kabupaten-asmat").Name);
    }

    [Fact]
    public async Task A_draft_is_for_those_who_plan_and_opening_it_gives_units_an_organisation()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        Assert.Equal(404, (await coordinator.Get("/kerja/siklus/2024")).Status);
        Assert.Contains("Belum ada siklus", (await coordinator.Get("/kerja/siklus")).Text, StringComparison.Ordinal);
        var home = await national.Get("/kerja/siklus/2024");
        Assert.Contains("4 unit belum dipilih", home.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send("/kerja/siklus/2024?buka=true", "/kerja/siklus/2024?handler=Buka")).Status);
        Assert.Equal(200, (await coordinator.Get("/kerja/siklus/2024")).Status);
        using var db = cycle.Site.Database.Open();
        Assert.Equal(10, db.Set<AssessmentRow>().Count(a => a.OrganisationId != null));
        Assert.Equal(5, db.Set<OrganisationRow>().Count(o => o.ParentId == "kabupaten-lebong" && o.Name.StartsWith("Dinas")));
        Assert.Equal(404, (await national.PostWithToken("/kerja/siklus/2024?handler=Buka", "/kerja/siklus/2024")).Status);
    }

    [Fact]
    public async Task Units_are_chosen_added_and_left_out_with_a_reason()
    {
        using var head = await cycle.Site.Visitor().As("head_of_office");
        const string Agency = "/kerja/siklus/2024/instansi/kabupaten-lebong";
        var puskesmas = cycle.Unit("Puskesmas pertama");
        var refused = await head.Send($"{Agency}?unit={puskesmas.Id}", $"{Agency}?handler=Unit&unit={puskesmas.Id}", ("nama", "Dinas Kesehatan"), ("keadaan", "unreachable"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("sudah ada dalam rencana", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Tulis alasannya", refused.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await head.Send($"{Agency}?unit={puskesmas.Id}", $"{Agency}?handler=Unit&unit={puskesmas.Id}", ("nama", "Puskesmas Topos"), ("keadaan", "assessed"))).Status);
        Assert.True(cycle.Unit("Puskesmas Topos").Chosen);
        Assert.Equal(400, (await head.Send(Agency, Agency + "?handler=Tambah", ("nama", "RSUD Lebong"))).Status);
        Assert.Equal(303, (await head.Send(Agency, Agency + "?handler=Tambah", ("nama", "RSUD Lebong"), ("substansi", "kesehatan"))).Status);
        Assert.Equal(2, cycle.Subjects(cycle.Unit("RSUD Lebong").Id, SubjectRole.Product).Count);
        Assert.Equal(400, (await head.Send(Agency, Agency + "?handler=Instansi", ("keadaan", "not_assessed"))).Status);
        Assert.Equal(303, (await head.Send(Agency, Agency + "?handler=Instansi", ("keadaan", "not_assessed"), ("alasan", "Tidak aman"))).Status);
        Assert.Contains("Tidak aman", (await head.Get(Agency)).Text, StringComparison.Ordinal);
        Assert.Equal(AssessmentStatus.NotAssessed, cycle.Unit("RSUD Lebong").Status);
        Assert.Equal(404, (await head.Get("/kerja/siklus/2024/instansi/kabupaten-asmat")).Status);
    }

    [Fact]
    public async Task What_is_not_assessed_is_asked_for_nothing()
    {
        using var head = await cycle.Site.Visitor().As("head_of_office");
        const string Agency = "/kerja/siklus/2024/instansi/kabupaten-lebong";
        using (var db = cycle.Site.Database.Open())
            foreach (var unit in db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-lebong" && a.Level == AssessmentLevel.Unit && a.Name != "Dinas Kesehatan").ToList())
                await head.Send($"{Agency}?unit={unit.Id}", $"{Agency}?handler=Unit&unit={unit.Id}", ("nama", unit.Name), ("keadaan", "not_assessed"), ("alasan", "Di luar sampel"));
        Assert.Contains("0/31 jawaban", (await head.Get(Agency)).Text, StringComparison.Ordinal);
        Assert.Equal("0/76", (await head.Get(Agency)).Page.QuerySelector(".answer .big")!.TextContent);
    }

    [Fact]
    public async Task Days_that_have_passed_are_not_moved_away_and_a_closed_stage_takes_nothing()
    {
        using (var db = cycle.Site.Database.Open())
            await new CycleOpening(db, cycle.Site.Clock).Open(Platform.Audit.By.CommandLine, "2024", default);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var assessor = await cycle.Site.Visitor().As("assessor");
        const string Stages = "/kerja/siklus/2024/tahap";
        var refused = await national.Send(Stages, null, ("mulai-collection", "2024-07-20"), ("sampai-mentoring", "2024-07-01"), ("sampai-plenary", "morgen"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("sudah mulai", refused.Text, StringComparison.Ordinal);
        Assert.Contains("tidak dapat diletakkan di masa lalu", refused.Text, StringComparison.Ordinal);
        Assert.Contains("tulis hari terakhir sebagai", refused.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(Stages, null, ("sampai-collection", "2024-11-30"))).Status);
        Assert.Equal(303, (await national.Send(Stages + "?tutup=collection", Stages + "?handler=Tutup", ("alasan", "Semua unit selesai"))).Status);
        var unit = cycle.Unit();
        var (_, json) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5"));
        Assert.Equal("held stage-closed", json.Fate());
        Assert.Empty((await assessor.Get($"/kerja/penilaian/{unit.Id}/isi/input")).Page.QuerySelectorAll("input.value"));
        Assert.Equal(303, (await national.Send(Stages, Stages + "?handler=Buka", ("alasan", "Satu unit tertinggal"))).Status);
        var (_, again) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5"));
        Assert.Equal("counted", again.Fate());
    }
}
