using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Bench;

/// <summary>A workbook with 5,000 answers, as a browser brings it to a running server: uploaded and looked at, then confirmed.</summary>
internal static partial class WorkbookBench
{
    private const int Users = 1000, AnswersOfOne = 5;

    private static readonly DateTimeOffset Day = new(2024, 7, 10, 3, 0, 0, TimeSpan.Zero);

    public static void Run(string database, string work)
    {
        var configuration = new DatabaseConfiguration(database);
        using (var db = configuration.Open())
        {
            Migrator.Migrate(db, new OneDay());
            db.Add(new AgencyRow { Id = "kabupaten-lebong", Class = "regency", Name = "Kabupaten Lebong" });
            db.Add(new AgencyRegionRow { AgencyId = "kabupaten-lebong", Code = "17.07", ValidFrom = AgencyRegister.Always });
            db.SaveChanges();
        }
        var setup = new ServerSetup(configuration, "http://127.0.0.1:0", SiteParts.WithDemoDoor) { Keys = PageWrites.Keys(work), Seals = new SealFiles(Path.Combine(work, "seals")), Time = new OneDay() };
        using var app = (IDisposable)WebServer.Build(setup);
        ((WebApplication)app).Start();
        var units = Plan(configuration);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(((WebApplication)app).Urls.Single()) };
        Expect(303, http.PostAsync(At("/kerja/demo"), new FormUrlEncodedContent([new("peran", "assessor"), new("__RequestVerificationToken", Find(Token(), Text(http.GetAsync(At("/kerja/masuk")))))])));
        var (downloads, looks, keeps, works, size) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0);
        foreach (var unit in units)
        {
            var page = $"/kerja/penilaian/{unit}/buku-kerja";
            var from = Stopwatch.GetTimestamp();
            var file = Bytes(http.GetAsync(At(page + ".xlsx")));
            downloads.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
            file = FillIn(file);
            size = file.Length;
            var token = Find(Token(), Text(http.GetAsync(At("/kerja"))));
            var work0 = Environment.CpuUsage.TotalTime;
            from = Stopwatch.GetTimestamp();
            var preview = Text(http.PostAsync(At(page), new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(file), "berkas", "buku-kerja.xlsx" } }));
            looks.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
            var fields = Parcel().Matches(preview).Select(m => new KeyValuePair<string, string>("isi", WebUtility.HtmlDecode(m.Groups[1].Value))).Append(new("__RequestVerificationToken", token)).ToList();
            from = Stopwatch.GetTimestamp();
            Expect(303, http.PostAsync(At(page + "?handler=Impor"), new FormUrlEncodedContent(fields)));
            keeps.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
            works.Add((Environment.CpuUsage.TotalTime - work0).TotalSeconds);
            using var db = configuration.Open();
            if (db.Set<Assessments.Answers.AnswerHeadRow>().Count(h => h.AssessmentId == unit) != Users * AnswersOfOne)
                throw new InvalidOperationException("not all answers arrived");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {(database.StartsWith("Host", StringComparison.Ordinal) ? "PostgreSQL" : "SQLite")} | {Total(looks, keeps):0.00} s | {Median(looks):0.00} s | {Median(keeps):0.00} s | {looks[0] + keeps[0]:0.00} s | {Median(works):0.00} s | {Median(downloads):0.00} s, {size / 1000} kB |"));
    }

    /// <summary>An open cycle, and units whose users are many enough for 5,000 answers each.</summary>
    private static List<string> Plan(DatabaseConfiguration configuration)
    {
        using var db = configuration.Open();
        var time = new OneDay();
        new CycleFactory(db, time).Create(By.CommandLine, 2024, CycleKind.Real);
        new CycleOpening(db, time).Open(By.CommandLine, "2024", default).GetAwaiter().GetResult();
        var units = db.Set<AssessmentRow>().Where(a => a.CycleId == "2024" && a.Chosen && a.Level == AssessmentLevel.Unit).OrderBy(a => a.Id).Take(5).Select(a => a.Id).ToList();
        foreach (var unit in units)
            db.AddRange(Enumerable.Range(1, Users).Select(n => new AssessmentSubjectRow
            {
                Id = Guid.CreateVersion7().ToString(),
                AssessmentId = unit,
                Role = SubjectRole.User,
                Kind = "",
                Number = n,
                Name = "",
                Post = "",
                Standing = SubjectRole.Primary,
                AddedAt = "2024-07-10T03:00:00.000Z",
            }));
        db.SaveChanges();
        return units;
    }

    private static byte[] FillIn(byte[] file)
    {
        var stream = new MemoryStream();
        stream.Write(file);
        using (var book = SpreadsheetDocument.Open(stream, true))
            foreach (var part in book.WorkbookPart!.WorksheetParts)
                foreach (var row in part.Worksheet!.GetFirstChild<SheetData>()!.Elements<Row>())
                {
                    var cells = row.Elements<Cell>().ToList();
                    var key = cells.Count > 13 ? cells[13].InlineString?.InnerText ?? "" : "";
                    if (Guid.TryParse(key[(key.LastIndexOf('|') + 1)..], out _) && cells[3].InnerText.StartsWith("Pengguna", StringComparison.Ordinal))
                        (cells[4].CellValue, cells[4].DataType) = (new CellValue(4), null);
                }
        return stream.ToArray();
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static byte[] Bytes(Task<HttpResponseMessage> answer) => Expect(200, answer).Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();

    private static string Text(Task<HttpResponseMessage> answer) => Expect(200, answer).Content.ReadAsStringAsync().GetAwaiter().GetResult();

    private static HttpResponseMessage Expect(int status, Task<HttpResponseMessage> asked) =>
        asked.GetAwaiter().GetResult() is var answer && (int)answer.StatusCode == status ? answer : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode}, expected {status}");

    private static string Find(Regex pattern, string page) => pattern.Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("the page has no form");

    private static double Total(List<double> looks, List<double> keeps) => Median([.. looks.Zip(keeps).Select(t => t.First + t.Second)]);

    private static double Median(List<double> list) => list.Order().ElementAt(list.Count / 2);

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"isi\" value=\"([^\"]+)\"")]
    private static partial Regex Parcel();

    private sealed class OneDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Day;
    }
}
