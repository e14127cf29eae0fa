using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Results.Demo;
using Patuh.TestSupport;

[assembly: AssemblyFixture(typeof(Patuh.Browser.Tests.Browser))]

namespace Patuh.Browser.Tests;

/// <summary>A real Chromium before the program serving the demo.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;
    private WebApplication app = null!;

    internal DatabaseConfiguration Database { get; private set; } = null!;

    public string Address => app.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        Database = new DatabaseConfiguration(folder["patuh.db"]);
        DemoCommand.Fill(Database);
        app = WebServer.Build(new ServerSetup(Database, "http://127.0.0.1:0", SiteParts.WithDemoDoor));
        await app.StartAsync();
        playwright = await Playwright.CreateAsync();
        // a busy machine is slow, not wrong
        Assertions.SetDefaultExpectTimeout(20_000);
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PATUH_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>An empty profile; at another site than the demo where an address is given.</summary>
    public Task<IBrowserContext> Context(int width = 1280, bool dark = false, bool javaScript = true, string? address = null) => chromium.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = address ?? Address,
        TimezoneId = "Asia/Jakarta",
        Locale = "id-ID",
        ViewportSize = new ViewportSize { Width = width, Height = 800 },
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        JavaScriptEnabled = javaScript,
    });

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
