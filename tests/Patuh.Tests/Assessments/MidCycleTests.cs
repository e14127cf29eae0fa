using Patuh.Accounts.Organisations;
using Patuh.Assessments.Answers;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteMidCycleTests : MidCycleTests<SqliteDatabase>;

public sealed class PostgresMidCycleTests : MidCycleTests<PostgresDatabase>;

/// <summary>The tree of organisations changes while a cycle is going on: the year's plan stays, and whoever carries on the work finishes it.</summary>
public abstract class MidCycleTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Day = "2024-07-10";

    private readonly LiveCycle<T> cycle = new();

    [Fact]
    public async Task A_unit_that_moves_to_another_agency_in_the_middle_stays_where_it_was_planned()
    {
        var unit = cycle.Unit();
        using (var before = await cycle.Site.Visitor().As("national_administrator"))
            await Change(before, unit.OrganisationId!, "nama", null, ("nama", "Dinas Kesehatan Papua"));
        cycle.Site.Clock.Now = cycle.Site.Clock.Now.AddDays(1);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var assessor = await cycle.Site.Visitor().As("assessor");
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        using var officer = await cycle.Site.Strong("petugas@contoh.go.id", "unit_officer", unit.OrganisationId!);
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5"));
        await Change(national, unit.OrganisationId!, "pindah", null, ("ke", "kabupaten-asmat"), ("hari", "2024-07-11"));
        using (var db = cycle.Site.Database.Open())
            Assert.Equal("kabupaten-asmat", db.Set<OrganisationRow>().Single(o => o.Id == unit.OrganisationId).ParentId);
        // the year's plan says who assesses it, who answers for it and what it is called
        var (_, json) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s2", "4"));
        Assert.Equal("counted", json.Fate());
        var (_, self) = await coordinator.Send(LiveCycle<T>.Answer(unit.Id, "in.s2", "5", kind: "self"));
        Assert.Equal("counted", self.Fate());
        var page = (await coordinator.Get("/kerja/siklus/2024/instansi/kabupaten-lebong")).Text;
        Assert.Contains("Dinas Kesehatan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Papua", page, StringComparison.Ordinal);
        // and its officer, whose role has moved with it, goes on
        Assert.Equal(200, (await officer.Get($"/kerja/penilaian/{unit.Id}/isi/process")).Status);
    }

    [Fact]
    public async Task A_unit_that_is_split_in_the_middle_is_finished_by_those_who_carry_on_its_work_and_by_nobody_else()
    {
        var unit = cycle.Unit();
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        using var officer = await cycle.Site.Strong("petugas@contoh.go.id", "unit_officer", unit.OrganisationId!);
        using var other = await cycle.Site.Strong("lain@contoh.go.id", "unit_officer", cycle.Unit("Dinas Sosial").OrganisationId!);
        var (_, before) = await officer.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5", kind: "self"));
        Assert.Equal("counted", before.Fate());
        await Change(coordinator, unit.OrganisationId!, "pecah", "1", ("nama", "Dinas Kesehatan Hulu\nDinas Kesehatan Hilir"), ("tetap", ""));
        // the organisation is no more; what the cycle has planned for it is still there for who goes on in its successor
        Assert.Equal(404, (await officer.Get("/kerja/organisasi/" + unit.OrganisationId)).Status);
        Assert.Contains("Dinas Kesehatan", (await officer.Get("/kerja/siklus/2024/instansi/kabupaten-lebong")).Text, StringComparison.Ordinal);
        var (_, after) = await officer.Send(LiveCycle<T>.Answer(unit.Id, "in.s2", "4", kind: "self"));
        Assert.Equal("counted", after.Fate());
        Assert.Equal(200, (await officer.Get("/kerja/penilaian/" + unit.Id)).Status);
        Assert.Equal(404, (await other.Get("/kerja/penilaian/" + unit.Id)).Status);
        var (_, foreign) = await other.Send(LiveCycle<T>.Answer(unit.Id, "in.s3", "4", kind: "self"));
        Assert.Equal("refused assessment-unknown", foreign.Fate());
        // split once more: a line of successors is followed
        string successor;
        using (var db = cycle.Site.Database.Open())
            successor = db.Set<OrganisationRow>().Single(o => o.Name == "Dinas Kesehatan Hilir").Id;
        cycle.Site.Clock.Now = cycle.Site.Clock.Now.AddDays(1);
        await coordinator.As("agency_coordinator");
        await Change(coordinator, successor, "pecah", "0", ("hari", "2024-07-11"), ("nama", "Dinas Kesehatan Pesisir\nDinas Kesehatan Pulau"), ("tetap", ""));
        using var again = cycle.Site.Visitor();
        await again.Send("/kerja/masuk", null, ("surel", "petugas@contoh.go.id"), ("sandi", "kopi tubruk sore hari"));
        Assert.Equal(200, (await again.Get("/kerja/penilaian/" + unit.Id)).Status);
        Assert.Equal("5", cycle.Heads(unit.Id, AnswerKind.Self)["in.s1"]);
    }

    /// <summary>A change of the tree through its pages, today; roles go where <paramref name="carried"/> says.</summary>
    private static async Task Change(Visitor visitor, string id, string path, string? carried, params (string Name, string Value)[] fields)
    {
        var page = $"/kerja/organisasi/{id}/{path}";
        (string, string)[] all = [("hari", Day), ("dasar", "Perda Nomor 7 Tahun 2024"), ("alasan", "sesuai perda"), .. fields];
        var looked = await visitor.Send(page, page + "?handler=Periksa", [.. all.Reverse().DistinctBy(f => f.Item1)]);
        Assert.True(looked.Status == 200, looked.Text);
        (string, string)[] roles = carried is null ? [] : [.. looked.Page.QuerySelectorAll(".touched select").Select(s => (s.GetAttribute("name")!, carried))];
        var kept = await visitor.Send(looked, "", page + "?handler=Simpan", roles);
        Assert.True(kept.Status == 303, kept.Text);
    }

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }
}
