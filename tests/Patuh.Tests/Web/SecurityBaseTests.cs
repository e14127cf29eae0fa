using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Patuh.Platform.Problems;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Tests.Support;

namespace Patuh.Tests.Web;

/// <summary>What stands before every route: whose address counts, how much one may ask, how long it may take, and what browsers are told.</summary>
public sealed class SecurityBaseTests : IDisposable
{
    private readonly SqliteDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_forged_address_wins_nothing_where_no_proxy_is_trusted()
    {
        await using var app = await Start();
        using var visitor = new Visitor(app.Urls.Single());
        Assert.Equal(RateLimits.Searches, await SearchUntilRefused(visitor, i => $"198.51.100.{i}"));
        // somebody at another address searches on
        using var other = new Visitor(app.Urls.Single(), IPAddress.Parse("127.0.0.9"));
        Assert.Equal(200, (await other.Get("/cari?q=lain")).Status);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_reader_has_a_budget_and_what_they_forge_themselves_is_passed_over()
    {
        await using var app = await Start(proxies: "127.0.0.1, 10.20.0.0/16");
        using var visitor = new Visitor(app.Urls.Single());
        // the nearest proxy wrote the last address; the one before it is what the reader made up
        Assert.Equal(RateLimits.Searches, await SearchUntilRefused(visitor, i => $"198.51.100.{i}, 203.0.113.9"));
        Assert.Equal(RateLimits.Searches, await SearchUntilRefused(visitor, i => $"198.51.100.{i}, 203.0.113.10, 10.20.3.4"));
        using var stranger = new Visitor(app.Urls.Single(), IPAddress.Parse("127.0.0.9"));
        Assert.Equal(RateLimits.Searches, await SearchUntilRefused(stranger, i => $"203.0.113.{i}"));
    }

    [Fact]
    public async Task Too_many_searches_are_refused_in_words_with_a_time_to_come_back()
    {
        await using var app = await Start();
        using var visitor = new Visitor(app.Urls.Single());
        await SearchUntilRefused(visitor, i => $"{i}");
        var refused = await visitor.Get("/en/cari?q=once+more");
        Assert.Equal(429, refused.Status);
        Assert.Contains("Please try again in a moment", refused.Text, StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("satu")]
    [InlineData("127.0.0.1/0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("127.0.0.1; 10.0.0.1")]
    public void A_setting_that_trusts_nobody_in_particular_is_refused(string text) =>
        Assert.Contains("PATUH_TRUSTED_PROXIES", Assert.Throws<UsageException>(() => TrustedProxies.Of(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Where_readers_come_by_TLS_browsers_are_told_to_stay_with_it()
    {
        await using (var open = await Start())
        using (var visitor = new Visitor(open.Urls.Single()))
            Assert.False((await visitor.Get("/")).Headers.Contains("Strict-Transport-Security"));
        await using var app = await Start(new SitePart(s => s.AddSingleton(SiteOperator.Of("Dinas", null, null, "https://patuh.example.go.id")), routes => routes.MapGet("/rusak", Fail).Public()));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var (path, status) in ((string, int)[])[("/", 200), ("/", 200), ("/kerja/masuk", 200), ("/api/v1/years", 200), ("/tidak-ada", 404), ("/api/v1/tidak-ada", 404), ("/rusak", 500)])
            await Stays(new(HttpMethod.Get, path), status);
        using var page = await http.GetAsync("/");
        await Stays(new(HttpMethod.Get, "/") { Headers = { { "If-None-Match", page.Headers.ETag!.ToString() } } }, 304);
        await Stays(new(HttpMethod.Options, "/api/v1/years") { Headers = { { "Origin", "https://lain.example" }, { "Access-Control-Request-Method", "GET" } } }, 204);
        await Stays(new(HttpMethod.Delete, "/"), 405);
        using var reader = new Visitor(app.Urls.Single());
        for (var n = 0; (await reader.Get("/api/v1/years")).Status == 200; n++)
            Assert.True(n < 1000);
        await Stays(new(HttpMethod.Get, "/api/v1/years"), 429);

        async Task Stays(HttpRequestMessage request, int status)
        {
            using var answer = await http.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        }

        static string Fail() => throw new InvalidOperationException("rusak");
    }

    [Fact]
    public async Task Texts_say_how_their_letters_are_written()
    {
        await using var app = await Start();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "wwwroot")).Select(f => "/" + Path.GetFileName(f)).Where(f => Path.GetExtension(f) is ".css" or ".js" or ".svg").ToList();
        // the stylesheet, the icon, and each script
        Assert.Equal(2 + Directory.GetFiles(Patuh.TestSupport.Repository.File("src", "Patuh.Pages", "scripts")).Length, files.Count);
        foreach (var path in (string[])[.. files, "/", "/kerja/masuk", "/tidak-ada", "/robots.txt", "/sitemap.xml", "/segel.csv", "/health/live"])
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal((path, "utf-8"), (path, answer.Content.Headers.ContentType?.CharSet));
        }
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped_and_said()
    {
        var stopped = new TaskCompletionSource();
        await using var app = await Start(new SitePart(
            s => s.Configure<RequestTimeoutOptions>(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(50), TimeoutStatusCode = 503 }),
            routes => routes.MapGet("/lama", async (CancellationToken cancel) =>
            {
                try
                {
                    await new TaskCompletionSource().Task.WaitAsync(cancel);
                }
                finally
                {
                    stopped.SetResult();
                }
            }).Public()));
        using var visitor = new Visitor(app.Urls.Single());
        var answer = await visitor.Get("/lama");
        Assert.True(stopped.Task.IsCompleted);
        Assert.Equal(503, answer.Status);
        Assert.Contains("tidak ada yang tersimpan", answer.Text, StringComparison.Ordinal);
    }

    private async Task<WebApplication> Start(SitePart? part = null, string? proxies = null)
    {
        var setup = database.Setup(part is null ? SiteParts.All : [.. SiteParts.All, part]) with { Proxies = proxies is null ? TrustedProxies.None : TrustedProxies.Of(proxies) };
        var app = WebServer.Build(setup);
        await app.StartAsync();
        return app;
    }

    /// <returns>How many were answered.</returns>
    private static async Task<int> SearchUntilRefused(Visitor visitor, Func<int, string> forwardedFor)
    {
        var from = Guid.CreateVersion7();
        for (var i = 0; i < 2 * RateLimits.Searches; i++)
        {
            visitor.Headers.Remove("X-Forwarded-For");
            visitor.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor(i));
            if ((await visitor.Get($"/cari?q={from:N}{i}")).Status == 429)
                return i;
        }
        return -1;
    }
}
