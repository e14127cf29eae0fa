using AngleSharp.Dom;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteDemoCycleTests(SqliteSite site) : DemoCycleTests<SqliteDatabase>(site), IClassFixture<SqliteSite>;

public sealed class PostgresDemoCycleTests(PostgresSite site) : DemoCycleTests<PostgresDatabase>(site), IClassFixture<PostgresSite>;

public abstract class DemoCycleTests<T>(TestSite<T> site) where T : TestDatabase, new()
{
    [Fact]
    public async Task The_demo_shows_an_office_a_visit_that_took_place_and_others_ahead_without_a_clash()
    {
        using var db = site.Database.Open();
        var cycle = db.Set<AssessmentCycleRow>().Single(c => c.Kind == CycleKind.Simulated).Id;
        using var assessor = await new Visitor(site.Address).As("assessor");
        var today = Stamp.Today(TimeProvider.System);
        var weeks = new List<IDocument>();
        for (var days = -7; days <= 28; days += 7)
            weeks.Add((await assessor.Get($"/kerja/siklus/{cycle}/kunjungan?minggu={today.AddDays(days):yyyy-MM-dd}")).Page);
        int Visits(string state) => weeks.Sum(w => w.QuerySelectorAll($".visit-{state}").Length);
        Assert.Equal(1, Visits("done"));
        Assert.True(Visits("planned") > 5, $"{Visits("planned")} visits ahead");
        Assert.All(weeks, w => Assert.Empty(w.QuerySelectorAll(".clash")));
        Assert.Contains("Tim 1 (contoh)", weeks[1].QuerySelector("table.week")!.TextContent);
    }
}
