using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Platform.Audit;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Tests.Support;

namespace Patuh.Tests.Web;

/// <summary>What the work area's cookies say of themselves where readers come by TLS.</summary>
public sealed class WorkCookieTests : IDisposable
{
    private static readonly Uri Public = new("https://patuh.example.go.id");

    private readonly SqliteDatabase database = new();
    private readonly CookieContainer jar = new();
    private readonly List<string> given = [];

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Where_readers_come_by_TLS_cookies_go_by_TLS_alone_and_their_names_say_so()
    {
        // no proxy is trusted: what the program sees is http
        await using var app = WebServer.Build(database.Setup([.. SiteParts.All, new SitePart(s => s.AddSingleton(SiteOperator.Of("Dinas", null, null, Public.OriginalString)), _ => { })]));
        var invitation = Invite();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        await Send(http, invitation, ("nama", "Siti Rahma"), ("sandi", "kopi tubruk sore hari"));
        Assert.Equal(["__Secure-patuh", "__Secure-patuh-device", "__Secure-patuh-form"], jar.GetAllCookies().Select(c => c.Name).Order(StringComparer.Ordinal));
        await Send(http, "/kerja/keluar");
        Assert.DoesNotContain("__Secure-patuh", jar.GetAllCookies().Select(c => c.Name));
        await Send(http, "/kerja/masuk", ("surel", "siti@contoh.go.id"), ("sandi", "kopi tubruk sore hari"));
        Assert.Contains("__Secure-patuh", jar.GetAllCookies().Select(c => c.Name));
        Assert.All(given, cookie =>
        {
            Assert.StartsWith("__Secure-", cookie, StringComparison.Ordinal);
            Assert.Subset(cookie.Split("; ").ToHashSet(StringComparer.OrdinalIgnoreCase), new HashSet<string> { "secure", "httponly", "path=/kerja" });
            Assert.Matches("(?i); samesite=(strict|lax)", cookie);
        });
    }

    private string Invite()
    {
        using var db = database.Open();
        var path = Invitations.Add(db, TimeProvider.System, By.CommandLine, "siti@contoh.go.id", "Siti Rahma", RoleCatalog.Current.Role("auditor")!, db.Find<OrganisationRow>("ombudsman")!, new DateOnly(2026, 1, 1), null);
        db.SaveChanges();
        return path;
    }

    /// <summary>Opens a page's form and sends it, with the cookies that a browser sends by TLS.</summary>
    private async Task Send(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var page = await Ask(http, HttpMethod.Get, path);
        var token = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector("main input[name=__RequestVerificationToken]")!;
        var values = fields.Append((token.GetAttribute("name")!, token.GetAttribute("value")!)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        using var sent = await Ask(http, HttpMethod.Post, path, new FormUrlEncodedContent(values));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    private async Task<HttpResponseMessage> Ask(HttpClient http, HttpMethod method, string path, HttpContent? content = null)
    {
        var address = new Uri(Public, path);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Cookie", jar.GetCookieHeader(address));
        var response = await http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            given.Add(cookie);
            jar.SetCookies(address, cookie);
        }
        return response;
    }
}
