using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patuh.Platform.Web;
using Patuh.Results.Demo;

namespace Patuh.Tests.Support;

/// <summary>The program serving a database over real HTTP on a free port, filled as <c>patuh demo</c> fills it.</summary>
public abstract class TestSite<T> : IDisposable where T : TestDatabase, new()
{
    private readonly WebApplication app;

    protected TestSite()
    {
        Database.BeginWith("demo", Fill);
        app = WebServer.Build(Database.Setup(SiteParts.WithDemoDoor));
        app.Start();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };
    }

    public T Database { get; } = new();

    public string Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public async Task<IDocument> Page(string path)
    {
        using var response = await Http.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {html}");
        return new HtmlParser().ParseDocument(html);
    }

    private static void Fill(TestDatabase database)
    {
        DemoCommand.Fill(database.Configuration);
        using var db = database.Open();
        foreach (var part in SiteParts.WithDemoDoor)
            part.Prepare?.Invoke(db);
    }

    public void Dispose()
    {
        Http.Dispose();
        ((IDisposable)app).Dispose();
        Database.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteSite : TestSite<SqliteDatabase>;

public sealed class PostgresSite : TestSite<PostgresDatabase>;
