using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Assessments.Answers;
using Patuh.Bench.Shared;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Results.Demo;

namespace Patuh.Bench;

/// <summary>
/// 500 people of 34 offices answer at once, each in a unit of their own, against <c>patuh serve</c> in a process of its own; then every acknowledged answer is looked
/// for, and all counts and scores are made anew and compared. Bounded by its seconds.
/// </summary>
internal static class DeskBench
{
    private const int People = 500;
    private const int WarmUp = 30;
    private const int Alone = 200;

    private static readonly TimeSpan Think = TimeSpan.FromSeconds(2.5);

    public static void Run(string database, string work, string program, int seconds)
    {
        var configuration = new DatabaseConfiguration(database);
        DemoCommand.Fill(configuration);
        var place = Place.In(work, database);
        var people = OpenCycle.Prepare(place, People);
        using (var server = new RunningServer(place, program, Loopback.Free()))
        {
            server.Start().GetAwaiter().GetResult();
            var load = new Load(server.Address, people);
            var used = server.Process.TotalProcessorTime;
            load.Run(TimeSpan.FromSeconds(seconds)).GetAwaiter().GetResult();
            server.Process.Refresh();
            Report(load, seconds, (server.Process.TotalProcessorTime - used).TotalSeconds, Peak(server.Process.Id));
            Console.WriteLine($"| one answer alone: saved, with the unit's counts and score, until its receipt is here | below 50 ms | {Spread(load.Alone(Alone).GetAwaiter().GetResult())} |");
            Pages(server.Address, people[0], "one office");
            Watches(configuration, people[0]);
            Pages(server.Address, people[0], "the nation");
        }
        Console.WriteLine(Verify(configuration, acknowledged: Load.Acknowledged));
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

    /// <summary>What people look at, one page after another: the median of each.</summary>
    private static void Pages(string address, Assessor person, string reach)
    {
        var cycle = $"/kerja/siklus/{Stamp.Today(TimeProvider.System).Year}-simulasi";
        using var http = person.Browser(address);
        foreach (var (what, path) in ((string, string)[])[("progress", cycle), ("agencies", cycle + "/instansi"), ("units", cycle + "/unit"), ("visits", cycle + "/kunjungan"), ("what waits", "/kerja")])
        {
            var times = new List<double>();
            for (var i = 0; i < 30; i++)
            {
                var from = Stopwatch.GetTimestamp();
                _ = http.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| a page of {reach}: {what} | below 100 ms | {times[15]:0.0} ms |"));
        }
    }

    /// <summary>Lets somebody see all offices.</summary>
    private static void Watches(DatabaseConfiguration configuration, Assessor person)
    {
        using var db = configuration.Open();
        var now = TimeProvider.System.GetUtcNow();
        var who = db.Set<AnswerEventRow>().Where(e => e.AssessmentId == person.Assessment).Select(e => e.PersonId!).First();
        db.Add(new RoleGrantRow { Id = Guid.CreateVersion7(now).ToString(), PersonId = who, Role = "auditor", OrganisationId = OrganisationRow.HeadOfficeId, ValidFrom = Stamp.Of(Stamp.Today(TimeProvider.System).AddDays(-1)), GrantedAt = Stamp.Of(now) });
        db.SaveChanges();
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
        var (units, wrong) = Recount.Of(configuration);
        return $"| acknowledged answers afterwards | none lost or doubled | {acknowledged.Count} acknowledged, {lost} lost, {doubled} doubled; counts and scores of {units} units made anew: {wrong} differ |";
    }

    private sealed class Load(string address, IReadOnlyList<Assessor> people)
    {
        public static ConcurrentBag<string> Acknowledged { get; } = [];

        private readonly Dictionary<Cell, string>[] heads = [.. people.Select(_ => new Dictionary<Cell, string>())];
        private readonly long begun = Stopwatch.GetTimestamp();
        private int failures;

        public ConcurrentBag<(double At, double Took)> Times { get; } = [];

        public int Failures => failures;

        public Task Run(TimeSpan length)
        {
            var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
            return Task.WhenAll(Enumerable.Range(0, people.Count).Select(p => Person(p, _ => Stopwatch.GetTimestamp() < until, Think, Times)));
        }

        /// <summary>One after another, by one person, while nobody else answers.</summary>
        public async Task<IReadOnlyCollection<(double At, double Took)>> Alone(int answers)
        {
            var times = new ConcurrentBag<(double, double)>();
            await Person(0, n => n < answers, TimeSpan.Zero, times);
            return times;
        }

        private async Task Person(int p, Func<int, bool> goesOn, TimeSpan think, ConcurrentBag<(double At, double Took)> times)
        {
            var random = new Random(p);
            using var http = people[p].Browser(address);
            // a browser has its connection since it showed the page
            using (await http.GetAsync("/health/live")) { }
            await Task.Delay(think * random.NextDouble());
            for (var n = 0; goesOn(n); n++)
            {
                var cell = people[p].Cells[n % people[p].Cells.Count];
                var id = Guid.CreateVersion7().ToString();
                var answer = new { assessment = people[p].Assessment, id, kind = "assessed", subject = cell.Subject, indicator = cell.Indicator, value = $"{random.Next(6)}", note = "", reason = "", after = heads[p].TryGetValue(cell, out var head) ? [head] : Array.Empty<string>(), madeAt = DateTimeOffset.UtcNow, device = "", source = "app" };
                var from = Stopwatch.GetTimestamp();
                try
                {
                    using var response = await http.PostAsJsonAsync("/kerja/api/v1/answers", new { answers = new[] { answer } });
                    var body = await response.Content.ReadFromJsonAsync<JsonElement>();
                    times.Add((Stopwatch.GetElapsedTime(begun).TotalSeconds, Stopwatch.GetElapsedTime(from).TotalMilliseconds));
                    if (response.IsSuccessStatusCode && body.GetProperty("receipts")[0].GetProperty("fate").GetString() is "counted" or "held" or "conflict")
                    {
                        Acknowledged.Add(id);
                        heads[p][cell] = id;
                    }
                    else
                        Interlocked.Increment(ref failures);
                }
                catch (Exception e) when (e is HttpRequestException or JsonException)
                {
                    Interlocked.Increment(ref failures);
                }
                await Task.Delay(think * (0.5 + random.NextDouble()));
            }
        }
    }
}
