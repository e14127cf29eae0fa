using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Sessions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Results.Demo;
using Patuh.Scoring;

namespace Patuh.Bench;

/// <summary>
/// 500 people of 34 offices answer at once, each in a unit of their own, against <c>patuh serve</c> in a process of its own; then every acknowledged answer is looked
/// for, and all counts and scores are made anew and compared. Bounded by its seconds.
/// </summary>
internal static partial class DeskBench
{
    private const int People = 500;
    private const int WarmUp = 30;

    private static readonly TimeSpan Think = TimeSpan.FromSeconds(2.5);

    public static void Run(string database, string work, string program, int seconds)
    {
        var configuration = new DatabaseConfiguration(database);
        DemoCommand.Fill(configuration);
        var cookies = Prepare(configuration, work);
        var units = Units(configuration);
        using var server = Start(program, database, work, out var address);
        try
        {
            var load = new Load(address, cookies, units);
            var used = server.TotalProcessorTime;
            load.Run(TimeSpan.FromSeconds(seconds)).GetAwaiter().GetResult();
            server.Refresh();
            Report(load, seconds, (server.TotalProcessorTime - used).TotalSeconds, Peak(server.Id));
            Console.WriteLine(Page(address, cookies[0]));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
        }
        Console.WriteLine(Verify(configuration, acknowledged: Load.Acknowledged));
    }

    /// <summary>A cycle of all agencies whose data collection is going on, and people who are signed in, strong, in every office.</summary>
    private static List<string> Prepare(DatabaseConfiguration configuration, string work)
    {
        var setup = new ServerSetup(configuration, "http://127.0.0.1:0", [.. SiteParts.All, new SitePart(s => s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000), _ => { })]) { Keys = PageWrites.Keys(work), Seals = new SealFiles(Path.Combine(work, "seals")) };
        using var app = (IDisposable)WebServer.Build(setup);
        ((WebApplication)app).Start();
        using var db = configuration.Open();
        var time = TimeProvider.System;
        var today = Stamp.Today(time);
        var from = Stopwatch.GetTimestamp();
        var id = new CycleFactory(db, time).Create(By.CommandLine, today.Year, CycleKind.Simulated);
        Console.Error.WriteLine($"a cycle of {db.Set<AssessmentRow>().Count()} units planned in {Stopwatch.GetElapsedTime(from).TotalMilliseconds:0} ms");
        db.Set<CycleStageRow>().Where(s => s.Stage == Stages.Collection).ExecuteUpdate(s => s.SetProperty(x => x.BeginsOn, Stamp.Of(today.AddDays(-1))).SetProperty(x => x.EndsOn, Stamp.Of(today.AddDays(30))));
        new CycleOpening(db, time).Open(By.CommandLine, id, default).GetAwaiter().GetResult();
        var offices = RegionalOffices.All.ToList();
        var cookies = new List<string>();
        for (var p = 0; p < People; p++)
        {
            var path = Invitations.Add(db, time, By.CommandLine, $"asesor{p}@contoh.go.id", $"Asesor {p}", RoleCatalog.Current.Role("assessor")!, db.Find<OrganisationRow>(offices[p % offices.Count].Id)!, today.AddDays(-1), null);
            db.SaveChanges();
            db.ChangeTracker.Clear();
            cookies.Add(Accept(((WebApplication)app).Urls.Single(), path));
        }
        db.Set<SessionRow>().ExecuteUpdate(s => s.SetProperty(x => x.Strong, true));
        return cookies;
    }

    private static string Accept(string address, string path)
    {
        var jar = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = new Uri(address) };
        var page = http.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
        var token = Token().Match(page).Groups[1].Value;
        using var answer = http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("nama", "Asesor"), new("sandi", "kopi tubruk sore hari"), new("__RequestVerificationToken", token)])).GetAwaiter().GetResult();
        return (int)answer.StatusCode == 303 ? jar.GetCookieHeader(new Uri(address + "/kerja")) : throw new InvalidOperationException($"invitation: {(int)answer.StatusCode}");
    }

    /// <summary>For each person a unit of the own office with the cells to answer.</summary>
    private static List<(string Assessment, List<(string Indicator, string Subject)> Cells)> Units(DatabaseConfiguration configuration)
    {
        using var db = configuration.Open();
        var byOffice = db.Set<AssessmentRow>().Where(a => a.Level == AssessmentLevel.Unit && a.OfficeId != null).OrderBy(a => a.Id).AsEnumerable().GroupBy(a => a.OfficeId!).ToDictionary(g => g.Key, g => g.ToList());
        var subjects = db.Set<AssessmentSubjectRow>().AsEnumerable().ToLookup(s => s.AssessmentId);
        var offices = RegionalOffices.All.ToList();
        return [.. Enumerable.Range(0, People).Select(p =>
        {
            var own = byOffice[offices[p % offices.Count].Id];
            var unit = own[p / offices.Count % own.Count];
            var method = Patuh.Instruments.InstrumentLibrary.Get(unit.InstrumentId).Instrument;
            var cells = method.Dimensions.Where(d => d.Level == Level.Unit).SelectMany(d => d.Variables).SelectMany(v => v.Indicators)
                .SelectMany(i => SubjectRole.Of(i.Subject) is { } role ? subjects[unit.Id].Where(s => s.Role == role).Select(s => (i.Code, s.Id)) : [(i.Code, "")]).ToList();
            return (unit.Id, cells);
        })];
    }

    private static Process Start(string program, string database, string work, out string address)
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        var start = new ProcessStartInfo(program, ["serve", "--urls", address]) { RedirectStandardOutput = true };
        (start.Environment["PATUH_DATABASE"], start.Environment["PATUH_KEYS"], start.Environment["PATUH_SEALS"]) = (database, Path.Combine(work, "keys"), Path.Combine(work, "seals"));
        var server = Process.Start(start)!;
        using var http = new HttpClient();
        for (var i = 0; i < 300; i++)
        {
            try
            {
                using var answer = http.GetAsync(new Uri(address + "/health/ready")).GetAwaiter().GetResult();
                if (answer.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException)
            {
                // not there yet
            }
            Thread.Sleep(100);
        }
        throw new InvalidOperationException("the server does not start");
    }

    private static void Report(Load load, int seconds, double processor, long peak)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {People} people of {RegionalOffices.All.Count} offices, {seconds} s: saving an answer | p99 below 300 ms | {Spread(load.Times)}; {load.Times.Count / (double)seconds:0} answers/s, {load.Failures} failures |"));
        if (seconds > WarmUp)
            Console.WriteLine($"| the same without the first {WarmUp} s after the start of the server | p99 below 300 ms | {Spread(load.Times.Where(t => t.At > WarmUp))} |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| memory of the server at its peak | below 500 MB | {peak / 1048576.0:0} MB; processor {processor / seconds:0.00} of 2 cores |"));
    }

    private static string Spread(IEnumerable<(double At, double Took)> measured)
    {
        var times = measured.Select(t => t.Took).Order().ToList();
        double At(double share) => times[(int)Math.Min(times.Count - 1, times.Count * share)];
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0} ms, p99 {At(0.99):0} ms, slowest {times[^1]:0} ms");
    }

    private static string Page(string address, string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var path = new Uri($"/kerja/siklus/{Stamp.Today(TimeProvider.System).Year}-simulasi", UriKind.Relative);
        var times = new List<double>();
        for (var i = 0; i < 30; i++)
        {
            var from = Stopwatch.GetTimestamp();
            _ = http.GetStringAsync(path).GetAwaiter().GetResult();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"| a page of progress, of one office | below 100 ms | {times[15]:0.0} ms |");
    }

    private static long Peak(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    /// <summary>Every acknowledged answer is there once, and what is counted is what a count anew comes to.</summary>
    private static string Verify(DatabaseConfiguration configuration, IReadOnlyCollection<string> acknowledged)
    {
        using var db = configuration.Open();
        var there = db.Set<AnswerEventRow>().Where(e => e.Source == AnswerSource.App).Select(e => e.Id).ToList();
        var lost = acknowledged.Except(there).Count();
        var doubled = there.Count - there.Distinct().Count();
        var (wrong, units) = (0, 0);
        foreach (var id in db.Set<AnswerEventRow>().Select(e => e.AssessmentId).Distinct().ToList())
        {
            var open = OpenAssessment.Find(db, id, default).GetAwaiter().GetResult()!;
            var tally = Tally.Of(Method.Of(open.File, AnswerKind.Assessed), open.Row.Level, open.Subjects, db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == id && h.Kind == AnswerKind.Assessed).ToList());
            var parts = db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == id && p.Kind == AnswerKind.Assessed).ToDictionary(p => p.Part);
            var score = db.Set<AssessmentScoreRow>().Single(s => s.AssessmentId == id && s.Kind == AnswerKind.Assessed);
            units++;
            if (tally.Parts.Any(p => parts[p.Part].Given != p.Given || parts[p.Part].Hundredths != p.Hundredths) || score.Hundredths != tally.Hundredths || score.SoFar != tally.SoFar)
                wrong++;
        }
        return $"| acknowledged answers afterwards | none lost or doubled | {acknowledged.Count} acknowledged, {lost} lost, {doubled} doubled; counts and scores of {units} units made anew: {wrong} differ |";
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed class Load(string address, List<string> cookies, List<(string Assessment, List<(string Indicator, string Subject)> Cells)> units)
    {
        public static ConcurrentBag<string> Acknowledged { get; } = [];

        private readonly long begun = Stopwatch.GetTimestamp();
        private int failures;

        public ConcurrentBag<(double At, double Took)> Times { get; } = [];

        public int Failures => failures;

        public Task Run(TimeSpan length)
        {
            var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
            return Task.WhenAll(Enumerable.Range(0, cookies.Count).Select(p => Person(p, until)));
        }

        private async Task Person(int p, long until)
        {
            var random = new Random(p);
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };
            http.DefaultRequestHeaders.Add("Cookie", cookies[p]);
            var heads = new Dictionary<(string, string), string>();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next((int)Think.TotalMilliseconds)));
            for (var n = 0; Stopwatch.GetTimestamp() < until; n++)
            {
                var cell = units[p].Cells[n % units[p].Cells.Count];
                var id = Guid.CreateVersion7().ToString();
                var answer = new { assessment = units[p].Assessment, id, kind = "assessed", subject = cell.Subject, indicator = cell.Indicator, value = $"{random.Next(6)}", note = "", reason = "", after = heads.TryGetValue(cell, out var head) ? [head] : Array.Empty<string>(), madeAt = DateTimeOffset.UtcNow, device = "", source = "app" };
                var from = Stopwatch.GetTimestamp();
                try
                {
                    using var response = await http.PostAsJsonAsync("/kerja/api/v1/answers", new { answers = new[] { answer } });
                    var body = await response.Content.ReadFromJsonAsync<JsonElement>();
                    Times.Add((Stopwatch.GetElapsedTime(begun).TotalSeconds, Stopwatch.GetElapsedTime(from).TotalMilliseconds));
                    if (response.IsSuccessStatusCode && body.GetProperty("receipts")[0].GetProperty("fate").GetString() is "counted" or "held" or "conflict")
                    {
                        Acknowledged.Add(id);
                        heads[cell] = id;
                    }
                    else
                        Interlocked.Increment(ref failures);
                }
                catch (Exception e) when (e is HttpRequestException or JsonException)
                {
                    Interlocked.Increment(ref failures);
                }
                await Task.Delay(Think * (0.5 + random.NextDouble()));
            }
        }
    }
}
