using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Patuh.Accounts.Demo;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.TestSupport;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>A site of two agencies, with a clock that stands where the story is; people enter through the demo's door.</summary>
internal sealed class SmallCycleSite : IAsyncDisposable
{
    public const string Cycle = "2024";
    public const string Agency = "kabupaten-lebong";
    public const string OtherAgency = "kabupaten-kepahiang";

    private readonly TemporaryFolder folder = new();
    private readonly List<IBrowserContext> open = [];
    private readonly Browser browser;
    private readonly WebApplication app;

    private SmallCycleSite(Browser browser)
    {
        this.browser = browser;
        Database = new DatabaseConfiguration(folder["patuh.db"]);
        Is(2024, 6, 3);
        using (var db = Database.Open())
        {
            Migrator.Migrate(db, Clock);
            foreach (var (id, name, code) in ((string, string, string)[])[(Agency, "Kabupaten Lebong", "17.07"), (OtherAgency, "Kabupaten Kepahiang", "17.08")])
            {
                db.Add(new AgencyRow { Id = id, Class = "regency", Name = name });
                db.Add(new AgencyRegionRow { AgencyId = id, Code = code, ValidFrom = AgencyRegister.Always });
            }
            db.SaveChanges();
        }
        app = WebServer.Build(new ServerSetup(Database, "http://127.0.0.1:0", [.. SiteParts.All, DemoDoor.Part]) { Time = Clock });
    }

    public DatabaseConfiguration Database { get; }

    public TestClock Clock { get; } = new(default);

    public static async Task<SmallCycleSite> Begin(Browser browser)
    {
        var site = new SmallCycleSite(browser);
        await site.app.StartAsync();
        return site;
    }

    /// <summary>Ten in the morning of a day in Jakarta.</summary>
    public void Is(int year, int month, int day) => Clock.Now = new DateTimeOffset(year, month, day, 10, 0, 0, TimeSpan.FromHours(7));

    /// <summary>Somebody in that role, with a browser of their own.</summary>
    public async Task<IPage> As(string role, int width = 1280, bool dark = false)
    {
        var context = await browser.Context(width, dark, address: app.Urls.Single());
        open.Add(context);
        await context.Clock.SetFixedTimeAsync(Clock.Now.UtcDateTime);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/kerja/masuk");
        await page.ClickAsync($"button[value={role}]");
        await page.Shows("Selamat bekerja");
        return page;
    }

    /// <summary>The address of a unit's assessment.</summary>
    public string Unit(string name) => "/kerja/penilaian/" + UnitId(name);

    public string UnitId(string name)
    {
        using var db = Database.Open();
        return db.Set<AssessmentRow>().Single(a => a.CycleId == Cycle && a.AgencyId == Agency && a.Name == name).Id;
    }

    /// <summary>Ids of products or respondents, in their order.</summary>
    public List<string> Subjects(string unit, string role)
    {
        using var db = Database.Open();
        var id = UnitId(unit);
        return [.. db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == id && s.Role == role).OrderBy(s => s.Number).Select(s => s.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in open)
            await context.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
