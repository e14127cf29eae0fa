using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Patuh.Agencies;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Keys;
using Patuh.Platform.Web;

namespace Patuh.Bench;

/// <summary>A write as people make it: a form of the work area sent to a running server, which adds a service unit.</summary>
internal static partial class PageWrites
{
    private const string Page = "/kerja/organisasi/kabupaten-lebong";

    /// <returns>Milliseconds of each, sorted.</returns>
    public static List<double> Measure(DatabaseConfiguration configuration, string work, int writes)
    {
        using (var db = configuration.Open())
        {
            db.Add(new AgencyRow { Id = "kabupaten-lebong", Class = "regency", Name = "Kabupaten Lebong" });
            db.Add(new AgencyRegionRow { AgencyId = "kabupaten-lebong", Code = "17.07", ValidFrom = AgencyRegister.Always });
            db.SaveChanges();
        }
        var setup = new ServerSetup(configuration, "http://127.0.0.1:0", SiteParts.WithDemoDoor) { Keys = Keys(work), Seals = new SealFiles(Path.Combine(work, "seals")) };
        using var app = (IDisposable)WebServer.Build(setup);
        ((WebApplication)app).Start();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(((WebApplication)app).Urls.Single()) };
        Expect(303, Send(http, "/kerja/demo", ("peran", "agency_coordinator"), Token(http, "/kerja/masuk")));
        var token = Token(http, Page);
        for (var i = 0; i < 50; i++)
            Expect(303, Send(http, Page + "?handler=Unit", ("nama", $"Puskesmas hangat {i}"), token));
        var times = new List<double>();
        for (var i = 0; i < writes; i++)
        {
            var from = Stopwatch.GetTimestamp();
            Expect(303, Send(http, Page + "?handler=Unit", ("nama", $"Puskesmas {i}"), token));
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    public static KeyFolder Keys(string work) => new(Path.Combine(work, "keys"));

    private static HttpResponseMessage Send(HttpClient http, string path, (string Name, string Value) field, string token) =>
        http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new(field.Name, field.Value), new("__RequestVerificationToken", token)])).GetAwaiter().GetResult();

    private static void Expect(int status, HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode != status)
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode}, expected {status}");
    }

    private static string Token(HttpClient http, string path) =>
        HiddenToken().Match(http.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult()) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"{path} has no form");

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}
