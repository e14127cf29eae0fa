using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteCycleInstrumentTests : CycleInstrumentTests<SqliteDatabase>;

public sealed class PostgresCycleInstrumentTests : CycleInstrumentTests<PostgresDatabase>;

/// <summary>Choosing the frozen instrument of each class of a draft.</summary>
public abstract class CycleInstrumentTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Page = "/kerja/siklus/2024/instrumen";
    private const string Other = "uji-2024:3";

    private readonly LiveCycle<T> cycle = new(open: false);

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Another_instrument_is_looked_at_and_then_chosen_and_what_was_planned_stays()
    {
        Freeze();
        var kept = Plan();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var page = await national.Get(Page);
        Assert.Contains("Penilaian kepatuhan 2023", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("#kelas-regency option[value='uji-2024:3']"));
        Assert.Null(page.Page.QuerySelector("#kelas-regency option[value='ombudsman-2025:1']"));
        Assert.Contains("Tidak ada yang berubah", (await national.Get(Page + "?periksa=ya&kelas-regency=ombudsman-2023:1")).Text, StringComparison.Ordinal);
        var looked = $"{Page}?periksa=ya&kelas-regency={Other}";
        var look = await national.Get(looked);
        Assert.Contains("ilustratif: pilihan kami", look.Text, StringComparison.Ordinal);
        Assert.Contains("1 responden yang sudah bernama tidak diminta lagi", look.Text, StringComparison.Ordinal);
        Assert.Contains("27 tempat responden yang belum bernama", look.Text, StringComparison.Ordinal);
        Assert.Contains("2 instansi juga dinilai secara keseluruhan", look.Text, StringComparison.Ordinal);
        Assert.Equal("ombudsman-2023", cycle.Unit("Puskesmas Topos").InstrumentId);
        Assert.Equal(303, (await national.Send(look, looked, Page)).Status);
        using (var db = cycle.Site.Database.Open())
        {
            Assert.Equal("uji-2024", db.Set<CycleMethodRow>().Single(m => m.CycleId == "2024" && m.Class == "regency").InstrumentId);
            Assert.Equal("ombudsman-2023", db.Set<CycleMethodRow>().Single(m => m.CycleId == "2024" && m.Class == "city").InstrumentId);
            Assert.Equal(kept, Kept(db));
            Assert.Equal(2, db.Set<AssessmentRow>().Count(a => a.Level == AssessmentLevel.Agency));
            Assert.All(db.Set<AssessmentRow>(), a => Assert.Equal(("uji-2024", 3), (a.InstrumentId, a.InstrumentVersion)));
            Assert.Equal(16, db.Set<AssessmentRow>().Count());
            var done = db.Set<AuditEventRow>().Single(e => e.Action == "cycle_method.changed");
            Assert.Contains("\"instrument\":\"ombudsman-2023\"", done.BeforeJson, StringComparison.Ordinal);
            Assert.Contains("\"instrument\":\"uji-2024\"", done.AfterJson, StringComparison.Ordinal);
        }
        var unit = cycle.Unit("Puskesmas Topos");
        Assert.Equal([1, 2, 4], cycle.Subjects(unit.Id, SubjectRole.Officer).Select(s => s.Number));
        Assert.Equal(Expected(unit), cycle.Parts(unit.Id).Values.Sum(p => p.Required));
        Assert.Equal("incomplete", cycle.Score(unit.Id).State);
        // and back: the places that went come again, named people were never gone
        Assert.Equal(303, (await national.Send($"{Page}?periksa=ya&kelas-regency=ombudsman-2023:1", Page)).Status);
        Assert.Equal([1, 2, 3, 4], cycle.Subjects(unit.Id, SubjectRole.Officer).Select(s => s.Number));
        using var after = cycle.Site.Database.Open();
        Assert.Equal((kept, 14), (Kept(after), after.Set<AssessmentRow>().Count()));
        Assert.True(await new CycleOpening(after, cycle.Site.Clock).Open(By.CommandLine, "2024", default));
    }

    [Fact]
    public async Task A_unit_takes_the_answers_of_the_instrument_that_was_chosen()
    {
        Freeze();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.Equal(303, (await national.Send($"{Page}?periksa=ya&kelas-regency={Other}", Page)).Status);
        Assert.Equal(303, (await national.Send("/kerja/siklus/2024?buka=true", "/kerja/siklus/2024?handler=Buka")).Status);
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var (_, json) = await assessor.Send(LiveCycle<T>.Answer(cycle.Unit().Id, "in.3", "5"), LiveCycle<T>.Answer(cycle.Unit().Id, "in.s1", "5"));
        Assert.Equal(("counted", "held indicator-unknown"), (json.Fate(), json.Fate(1)));
        Assert.Equal(200, (await assessor.Get($"/kerja/penilaian/{cycle.Unit().Id}/isi/input")).Status);
    }

    [Fact]
    public async Task Once_open_or_changed_meanwhile_it_is_refused_with_a_sentence_and_twice_is_once()
    {
        Freeze();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var looked = $"{Page}?periksa=ya&kelas-regency={Other}";
        var (first, second) = (await national.Get(looked), await national.Get(looked));
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.Revision, x => x.Revision + 1));
        var changed = await national.Send(first, looked, Page);
        Assert.Equal(400, changed.Status);
        Assert.Contains("diubah orang lain sejak Anda melihatnya", changed.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(changed, looked, Page)).Status);
        Assert.EndsWith("tetap", (await national.Send(second, looked, Page)).Location, StringComparison.Ordinal);
        var back = await national.Get($"{Page}?periksa=ya&kelas-regency=ombudsman-2023:1");
        using (var db = cycle.Site.Database.Open())
            await new CycleOpening(db, cycle.Site.Clock).Open(By.CommandLine, "2024", default);
        var late = await national.Send(back, Page, Page);
        Assert.Equal(400, late.Status);
        Assert.Contains("Siklus ini sudah dibuka", late.Text, StringComparison.Ordinal);
        Assert.Equal("uji-2024", cycle.Unit().InstrumentId);
        Assert.Null((await national.Get(Page)).Page.QuerySelector("main select"));
        using var after = cycle.Site.Database.Open();
        Assert.Equal(1, after.Set<AuditEventRow>().Count(e => e.Action == "cycle_method.changed"));
    }

    [Fact]
    public async Task What_is_no_choice_is_refused_and_only_who_opens_cycles_chooses()
    {
        Freeze();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        foreach (var wrong in (string[])["none:1", "uji-2024", "ombudsman-2025:1", "ombudsman-2023:x"])
        {
            var refused = await national.Get($"{Page}?periksa=ya&kelas-regency={wrong}");
            Assert.Equal((400, wrong), (refused.Status, wrong));
            Assert.Contains("Kabupaten: pilih instrumen dari daftar", refused.Text, StringComparison.Ordinal);
            Assert.Equal(400, (await national.PostWithToken(Page, Page + "?periksa=ya&kelas-regency=" + Other, ("kelas-regency", wrong))).Status);
        }
        Assert.Contains("choose an instrument of the list", (await national.Get($"/kerja/en/siklus/2024/instrumen?periksa=ya&kelas-regency=x")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await national.PostWithToken(Page, Page + "?periksa=ya&kelas-regency=" + Other, ("kelas-regency", Other), ("revisi", "-1"))).Status);
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var page = await head.Get(Page);
        Assert.Equal(200, page.Status);
        Assert.Empty(page.Page.QuerySelectorAll("main select, main form"));
        Assert.Equal(403, (await head.PostWithToken(Page, "/kerja/akun", ("kelas-regency", Other))).Status);
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        Assert.Equal(404, (await coordinator.Get(Page)).Status);
        Assert.Equal(404, (await national.Get("/kerja/siklus/2031/instrumen")).Status);
        Assert.Equal("ombudsman-2023", cycle.Unit().InstrumentId);
    }

    [Fact]
    public async Task A_class_that_had_no_instrument_begins_with_its_defaults()
    {
        using (var db = cycle.Site.Database.Open())
        {
            db.Set<CycleMethodRow>().Where(m => m.Class == "city").ExecuteDelete();
            db.Add(new Patuh.Agencies.AgencyRow { Id = "kota-uji", Class = "city", Name = "Kota Uji" });
            db.Add(new OrganisationRow { Id = "kota-uji", Kind = OrganisationKind.Agency, Name = "Kota Uji", Province = "17" });
            db.SaveChanges();
        }
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var looked = $"{Page}?periksa=ya&kelas-city=ombudsman-2023:1";
        Assert.Contains("+1 instansi", (await national.Get(looked)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(looked, Page)).Status);
        using var after = cycle.Site.Database.Open();
        Assert.Equal(7, after.Set<AssessmentRow>().Count(a => a.AgencyId == "kota-uji"));
    }

    [Fact]
    public async Task Looking_and_changing_cost_as_many_queries_for_many_agencies_as_for_few()
    {
        Freeze();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var few = await Cost(Other);
        using (var db = cycle.Site.Database.Open())
            ManyAgencies.Add(db, cycle.Site.Clock, 30);
        Assert.Equal(few, await Cost("ombudsman-2023:1"));

        async Task<(int, int)> Cost(string key)
        {
            var (looked, look) = ($"{Page}?periksa=ya&kelas-regency={key}", (Answer?)null);
            await national.Get(looked);
            var looking = await cycle.Site.Queries.During(async () => look = await national.Get(looked));
            return (looking, await cycle.Site.Queries.During(async () => Assert.Equal(303, (await national.Send(look!, looked, Page)).Status)));
        }
    }

    private void Freeze()
    {
        var text = Encoding.UTF8.GetString(InstrumentLibrary.Get("ombudsman-2025").Text).Replace("id: ombudsman-2025", "id: uji-2024", StringComparison.Ordinal).Replace("version: 1", "version: 3", StringComparison.Ordinal)
            .Replace("{ from: 2025 }", "{ from: 2024 }", StringComparison.Ordinal).Replace("required: 4", "required: 2", StringComparison.Ordinal).Replace("target: 4", "target: 2", StringComparison.Ordinal);
        using var db = cycle.Site.Database.Open();
        CycleFactory.Freeze(db, InstrumentFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "uji-2024"));
    }

    /// <summary>A unit chosen, one left out with a reason, an officer named whom the other instrument does not ask for.</summary>
    private string Plan()
    {
        using var db = cycle.Site.Database.Open();
        db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-lebong" && a.Name == "Puskesmas pertama").ExecuteUpdate(a => a.SetProperty(x => x.Name, "Puskesmas Topos").SetProperty(x => x.Chosen, true));
        db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-asmat" && a.Name == "Dinas Sosial").ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "Kantor pindah"));
        var unit = cycle.Unit("Puskesmas Topos").Id;
        db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == unit && s.Role == SubjectRole.Officer && s.Number == 4).ExecuteUpdate(s => s.SetProperty(x => x.Name, "Rina Wati"));
        return Kept(db);
    }

    private static string Kept(Platform.Data.PatuhDb db) => string.Join('\n', db.Set<AssessmentRow>().Where(a => a.Level == AssessmentLevel.Unit).OrderBy(a => a.Id).AsEnumerable().Select(a => $"{a.Id} {a.Name} {a.Chosen} {a.Status} {a.Reason} {a.Position}")
        .Concat(db.Set<AssessmentSubjectRow>().Where(s => s.Name != "" || s.Role == SubjectRole.Product).OrderBy(s => s.Id).AsEnumerable().Select(s => $"{s.Id} {s.Role} {s.Number} {s.Name}")));

    private int Expected(AssessmentRow unit)
    {
        using var db = cycle.Site.Database.Open();
        var row = db.Set<InstrumentRow>().Single(i => i.Id == unit.InstrumentId);
        var products = db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == unit.Id && s.Role == SubjectRole.Product).ToList();
        return Tally.Of(Method.Of(InstrumentShelf.Of(row.Hash, row.Id, row.Body), AnswerKind.Assessed), AssessmentLevel.Unit, products, []).Parts.Sum(p => p.Required);
    }
}
