using System.Globalization;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteAgencyTreeTests : AgencyTreeTests<SqliteDatabase>;

public sealed class PostgresAgencyTreeTests : AgencyTreeTests<PostgresDatabase>;

/// <summary>The provisional score of an agency, down to each answer of each unit, while they come in.</summary>
public abstract class AgencyTreeTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Agency = "/kerja/siklus/2024/instansi/kabupaten-lebong", Tree = Agency + "/pohon";

    private readonly LiveCycle<T> cycle = new();

    [Fact]
    public async Task The_tree_says_what_is_missing_first_and_comes_to_the_score_that_the_agencys_page_shows()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var units = Units();
        var empty = await assessor.Get(Tree);
        Assert.Contains("Belum ada nilai", empty.Text, StringComparison.Ordinal);
        Assert.Equal(units.Count, empty.Page.QuerySelectorAll(".lacking li").Length);
        await Fill(assessor, units[0], n => "4");
        var some = await assessor.Get(Tree);
        Assert.Equal(units.Count - 1, some.Page.QuerySelectorAll(".lacking li").Length);
        Assert.Contains("Belum lengkap; dari yang sudah terjawab 80,00", some.Text, StringComparison.Ordinal);
        Assert.Contains("Poin dibagi setelah semua unit lengkap", some.Text, StringComparison.Ordinal);
        foreach (var (unit, at) in units.Skip(1).Select((u, n) => (u, n)))
            await Fill(assessor, unit, n => ((n + at) % 6).ToString(CultureInfo.InvariantCulture));
        var all = await assessor.Get(Tree);
        Assert.Empty(all.Page.QuerySelectorAll(".lacking li"));
        var shown = all.Page.QuerySelector(".big")!.TextContent;
        // the agency's page makes it out of what each unit's answers came to when they were saved
        Assert.Equal((await assessor.Get(Agency)).Page.QuerySelector(".big")!.TextContent, shown);
        var rows = all.Page.QuerySelectorAll(".tree > details > summary .figure").Select(f => f.TextContent).Chunk(3).ToList();
        Assert.Equal(units.Count, rows.Count);
        // points come to exactly a hundred, and what is given to the score
        Assert.Equal(100m, Sum(1) + Sum(2));
        Assert.Equal(Number(shown), Math.Round(Sum(1), 2, MidpointRounding.AwayFromZero));
        Assert.Contains("Dinas Kesehatan", all.Page.QuerySelector(".tree")!.TextContent, StringComparison.Ordinal);

        decimal Sum(int column) => rows.Sum(r => Number(r[column]));

        static decimal Number(string shown) => decimal.Parse(shown.Trim().Replace(',', '.'), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_agency_sees_the_score_of_its_self_assessment_where_its_office_lets_it_and_a_unit_never_the_others()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        var unit = cycle.Unit();
        using var officer = await cycle.Site.Strong("petugas@contoh.go.id", "unit_officer", unit.OrganisationId!);
        await coordinator.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5", kind: AnswerKind.Self));
        foreach (var visitor in (Visitor[])[coordinator, officer])
        {
            var closed = await visitor.Get(Tree);
            Assert.Contains("Nilai sementara tidak ditampilkan di sini", closed.Text, StringComparison.Ordinal);
            Assert.Empty(closed.Page.QuerySelectorAll(".tree, .big"));
            // what is missing in what is theirs
            Assert.Equal(visitor == officer ? 1 : Units().Count, closed.Page.QuerySelectorAll(".lacking li").Length);
            Assert.DoesNotContain("dari yang sudah terjawab", (await visitor.Get("/kerja/penilaian/" + unit.Id)).Text, StringComparison.Ordinal);
            Assert.Empty((await visitor.Get("/kerja/penilaian/" + unit.Id)).Page.QuerySelectorAll(".tree"));
        }
        Assert.Equal(303, (await assessor.Send(Agency, Agency + "?handler=Instansi", ("keadaan", "assessed"), ("nilai", "ya"))).Status);
        var tree = await coordinator.Get(Tree);
        Assert.Contains("dari yang sudah terjawab 100,00", tree.Text, StringComparison.Ordinal);
        Assert.Contains("penilaian mandiri", tree.Text, StringComparison.Ordinal);
        Assert.NotNull((await coordinator.Get(Agency)).Page.QuerySelector($"a[href='{Tree}']"));
        foreach (var visitor in (Visitor[])[coordinator, officer])
            Assert.Contains("dari yang sudah terjawab 100,00", (await visitor.Get("/kerja/penilaian/" + unit.Id)).Text, StringComparison.Ordinal);
        // what assessors have found is never in it, and somebody of one unit sees that unit alone
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "0"));
        Assert.Contains("dari yang sudah terjawab 100,00", (await coordinator.Get(Tree + "?jenis=assessed")).Text, StringComparison.Ordinal);
        Assert.Empty((await officer.Get(Tree)).Page.QuerySelectorAll(".tree, .big"));
        using var far = await cycle.Site.Member("jauh@contoh.go.id", "assessor", "perwakilan-papua");
        Assert.Equal(404, (await far.Get(Tree)).Status);
    }

    [Fact]
    public async Task The_tree_costs_the_same_number_of_queries_for_many_answers_as_for_none()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        await assessor.Get(Tree);
        var few = await cycle.Site.Queries.During(() => assessor.Get(Tree));
        foreach (var unit in Units())
            await Fill(assessor, unit, _ => "3");
        Assert.Equal(few, await cycle.Site.Queries.During(() => assessor.Get(Tree)));
    }

    private List<AssessmentRow> Units()
    {
        using var db = cycle.Site.Database.Open();
        return [.. db.Set<AssessmentRow>().Where(a => a.CycleId == "2024" && a.AgencyId == "kabupaten-lebong" && a.Level == AssessmentLevel.Unit && a.Status == AssessmentStatus.Assessed).OrderBy(a => a.Position)];
    }

    /// <summary>Every answer that the method asks for, of thirty users too.</summary>
    private async Task Fill(Visitor assessor, AssessmentRow unit, Func<int, string> value)
    {
        await assessor.PostJson("/kerja/api/v1/respondents", new { respondents = Enumerable.Range(0, 30).Select(_ => new { assessment = unit.Id, id = Guid.CreateVersion7().ToString(), consentedAt = "2024-07-10T09:00:00+07:00" }) });
        foreach (var batch in cycle.All(unit, value).Chunk(400))
            await assessor.Send(batch);
    }

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }
}
