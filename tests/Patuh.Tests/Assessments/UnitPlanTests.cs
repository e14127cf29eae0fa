using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteUnitPlanTests : UnitPlanTests<SqliteDatabase>;

public sealed class PostgresUnitPlanTests : UnitPlanTests<PostgresDatabase>;

/// <summary>Changing what a unit that was chosen already is called, is, and is for.</summary>
public abstract class UnitPlanTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Agency = "/kerja/siklus/2024/instansi/kabupaten-lebong";

    private readonly LiveCycle<T> cycle = new();

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_name_that_is_put_right_keeps_the_organisation_its_people_and_the_name_of_past_years()
    {
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var unit = cycle.Unit("Dinas Sosial");
        var form = await head.Get($"{Agency}?unit={unit.Id}");
        Assert.Equal("sama", form.Page.QuerySelector("input[name=siapa]:checked")!.GetAttribute("value"));
        foreach (var name in (string[])["Dinas Sosail", "Dinas Sosial dan PPPA"])
            Assert.Equal(303, (await Change(head, unit.Id, ("nama", name))).Status);
        using var db = cycle.Site.Database.Open();
        var after = cycle.Unit("Dinas Sosial dan PPPA");
        Assert.Equal((unit.Id, unit.OrganisationId), (after.Id, after.OrganisationId));
        Assert.Equal("Dinas Sosial dan PPPA", db.Set<OrganisationRow>().Single(o => o.Id == unit.OrganisationId).Name);
        Assert.Equal("Dinas Sosial", OrganisationTree.AsOf(db, new DateOnly(2023, 1, 1)).Single(o => o.Id == unit.OrganisationId).Name);
        Assert.Equal(5, db.Set<OrganisationRow>().Count(o => o.ParentId == "kabupaten-lebong" && o.Name.StartsWith("Dinas")));
        // of one day there is one change of the tree: the second name is put right where it stands
        Assert.Equal((1, 1), (Kept(db, "organisation.change_made"), Kept(db, "organisation.name_corrected")));
        Assert.Equal(0, Kept(db, "service_unit.added"));
        Assert.Contains("\"Name\":\"Dinas Sosial\"", db.Set<AuditEventRow>().OrderBy(e => e.Id).First(e => e.Action == "unit_plan.changed").BeforeJson, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_unit_is_an_organisation_of_its_own_which_is_on_record()
    {
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var unit = cycle.Unit("Dinas Sosial");
        Assert.Equal(303, (await Change(head, unit.Id, ("nama", "Dinas Pertanian"), ("siapa", "lain"))).Status);
        using var db = cycle.Site.Database.Open();
        var after = cycle.Unit("Dinas Pertanian");
        Assert.NotEqual(unit.OrganisationId, after.OrganisationId);
        Assert.Equal("Dinas Sosial", db.Set<OrganisationRow>().Single(o => o.Id == unit.OrganisationId).Name);
        var added = db.Set<AuditEventRow>().Single(e => e.Action == "service_unit.added");
        Assert.Equal(after.OrganisationId, added.SubjectId);
        Assert.Contains("\"cycle\":\"2024\"", added.AfterJson, StringComparison.Ordinal);
        Assert.Equal(303, (await head.Send(Agency, Agency + "?handler=Tambah", ("nama", "RSUD Lebong"), ("substansi", "kesehatan"))).Status);
        Assert.Equal(2, Kept(db, "service_unit.added"));
        // chosen back, it is the organisation that was there before
        Assert.Equal(303, (await Change(head, unit.Id, ("nama", "Dinas Sosial"), ("siapa", "lain"))).Status);
        Assert.Equal(unit.OrganisationId, cycle.Unit("Dinas Sosial").OrganisationId);
        Assert.Equal(2, Kept(db, "service_unit.added"));
    }

    [Fact]
    public async Task A_name_that_another_organisation_bears_is_refused_with_what_to_do_and_nothing_is_changed()
    {
        using (var db = cycle.Site.Database.Open())
        {
            db.Add(new OrganisationRow { Id = "unit-lain", Kind = OrganisationKind.Unit, Name = "Dinas Pertanian", ParentId = "kabupaten-lebong", Province = "17" });
            db.SaveChanges();
        }
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var unit = cycle.Unit("Dinas Sosial");
        var refused = await Change(head, unit.Id, ("nama", "Dinas Pertanian"), ("substansi", "pertanian"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("pilih “Unit lain”", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("Dinas Pertanian", "pertanian"), (refused.Page.GetElementById("nama")!.GetAttribute("value"), refused.Page.GetElementById("substansi")!.GetAttribute("value")));
        Assert.Equal(unit.OrganisationId, cycle.Unit("Dinas Sosial").OrganisationId);
        Assert.Equal(303, (await Change(head, unit.Id, ("nama", "Dinas Pertanian"), ("siapa", "lain"))).Status);
        Assert.Equal("unit-lain", cycle.Unit("Dinas Pertanian").OrganisationId);
    }

    [Fact]
    public async Task Kind_and_substance_are_changed_in_words_and_unnamed_places_get_the_posts_of_the_kind()
    {
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var unit = cycle.Unit("Dinas Sosial");
        var officers = cycle.Subjects(unit.Id, SubjectRole.Officer);
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentSubjectRow>().Where(s => s.Id == officers[0].Id).ExecuteUpdate(s => s.SetProperty(x => x.Name, "Budi"));
        foreach (var (page, words) in ((string, string[])[])[($"{Agency}?unit={unit.Id}", ["Dinas, badan, atau bagian (OPD)", "Puskesmas", "Kantor atau unit layanan"]), ("/kerja/en/siklus/2024/instansi/kabupaten-lebong", ["Department of a local government (OPD)", "Community health centre (puskesmas)", "Office or service unit"])])
            Assert.Equal(words, (await head.Get(page)).Page.QuerySelectorAll("#jenis option").Select(o => o.TextContent));
        Assert.Equal(400, (await Change(head, unit.Id, ("substansi", " "))).Status);
        Assert.Equal(303, (await Change(head, unit.Id, ("jenis", "puskesmas"), ("substansi", "kesehatan"))).Status);
        var after = cycle.Unit("Dinas Sosial");
        Assert.Equal(("puskesmas", "kesehatan", unit.OrganisationId), (after.Kind, after.Substance, after.OrganisationId));
        Assert.Equal([officers[0].Post, "Dokter, bidan, atau perawat", "Petugas garis depan nonmedis", "Penanggung jawab pengaduan"], cycle.Subjects(unit.Id, SubjectRole.Officer).Select(s => s.Post));
        using var kept = cycle.Site.Database.Open();
        Assert.Contains("puskesmas", kept.Set<AuditEventRow>().Single(e => e.Action == "unit_plan.changed").AfterJson, StringComparison.Ordinal);
        Assert.Equal(0, Kept(kept, "organisation.change_made"));
    }

    [Fact]
    public async Task In_a_draft_a_unit_that_has_an_organisation_is_renamed_too_and_one_without_is_only_called_otherwise()
    {
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.State, CycleState.Draft));
        using var head = await cycle.Site.Visitor().As("head_of_office");
        var puskesmas = cycle.Unit("Puskesmas pertama");
        Assert.Null((await head.Get($"{Agency}?unit={puskesmas.Id}")).Page.QuerySelector("input[name=siapa]"));
        foreach (var name in (string[])["Puskesmas Topso", "Puskesmas Topos"])
            Assert.Equal(303, (await Change(head, puskesmas.Id, ("nama", name))).Status);
        var social = cycle.Unit("Dinas Sosial");
        Assert.Equal(303, (await Change(head, social.Id, ("nama", "Dinas Sosial Lebong"))).Status);
        using var after = cycle.Site.Database.Open();
        Assert.Equal((null, social.OrganisationId), (cycle.Unit("Puskesmas Topos").OrganisationId, cycle.Unit("Dinas Sosial Lebong").OrganisationId));
        Assert.Equal("Dinas Sosial Lebong", after.Set<OrganisationRow>().Single(o => o.Id == social.OrganisationId).Name);
        Assert.Equal(0, after.Set<OrganisationRow>().Count(o => o.Name.StartsWith("Puskesmas Top")));
    }

    private static Task<Answer> Change(Visitor visitor, string unit, params (string, string)[] fields) => visitor.Send($"{Agency}?unit={unit}", $"{Agency}?handler=Unit&unit={unit}", [("keadaan", "assessed"), .. fields]);

    private static int Kept(Platform.Data.PatuhDb db, string action) => db.Set<AuditEventRow>().Count(e => e.Action == action);
}
