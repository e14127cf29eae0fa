using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Audit;
using Patuh.Platform.Files;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>A site with an open cycle of Kabupaten Lebong and Kabupaten Asmat, in its data collection; people enter through the demo's door.</summary>
public sealed class LiveCycle<T> : IDisposable where T : TestDatabase, new()
{
    public const string Id = "2024";

    public LiveCycle(bool open = true) : this(open, files: null)
    {
    }

    internal LiveCycle(bool open, Func<FileSettings, FileSettings>? files)
    {
        var database = new T();
        database.BeginWith(open ? "open cycle" : "cycle", d => Plan(d, open));
        Site = new WorkSite<T>(demo: true, database, files: files);
        Site.Clock.Now = Today;
    }

    private static DateTimeOffset Today => new(2024, 7, 10, 3, 0, 0, TimeSpan.Zero);

    private static void Plan(TestDatabase database, bool open)
    {
        WorkSite<T>.Fill(database);
        using var db = database.Open();
        foreach (var part in WorkSite<T>.Parts(demo: true))
            part.Prepare?.Invoke(db);
        var clock = new TestClock(Today);
        new CycleFactory(db, clock).Create(By.CommandLine, 2024, CycleKind.Real);
        if (open)
            Assert.True(new CycleOpening(db, clock).Open(By.CommandLine, Id, default).GetAwaiter().GetResult());
    }

    public WorkSite<T> Site { get; }

    /// <summary>Dinas Kesehatan of Kabupaten Lebong, or another unit.</summary>
    internal AssessmentRow Unit(string name = "Dinas Kesehatan", string agency = "kabupaten-lebong")
    {
        using var db = Site.Database.Open();
        return db.Set<AssessmentRow>().Single(a => a.CycleId == Id && a.AgencyId == agency && a.Name == name);
    }

    internal List<AssessmentSubjectRow> Subjects(string assessment, string role)
    {
        using var db = Site.Database.Open();
        return [.. db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == assessment && s.Role == role).OrderBy(s => s.Number)];
    }

    /// <summary>The answers that stand: cell to value, several with a bar between.</summary>
    internal Dictionary<string, string> Heads(string assessment, string kind = AnswerKind.Assessed)
    {
        using var db = Site.Database.Open();
        return db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == assessment && h.Kind == kind).AsEnumerable()
            .GroupBy(h => h.Indicator + (h.SubjectId.Length > 0 ? "/" + h.SubjectId : "")).ToDictionary(g => g.Key, g => string.Join('|', g.Select(h => h.Value).Order()));
    }

    internal AssessmentScoreRow Score(string assessment, string kind = AnswerKind.Assessed)
    {
        using var db = Site.Database.Open();
        return db.Set<AssessmentScoreRow>().Single(s => s.AssessmentId == assessment && s.Kind == kind);
    }

    internal Dictionary<string, AssessmentPartRow> Parts(string assessment, string kind = AnswerKind.Assessed)
    {
        using var db = Site.Database.Open();
        return db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == assessment && p.Kind == kind).ToDictionary(p => p.Part);
    }

    /// <summary>Enough answers for a unit to have a score: every one that its method asks for.</summary>
    internal IEnumerable<object> All(AssessmentRow unit, Func<int, string> value)
    {
        using var db = Site.Database.Open();
        var instrument = InstrumentLibrary.Get(unit.InstrumentId).Instrument;
        var subjects = db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == unit.Id).OrderBy(s => s.Id).ToList();
        var n = 0;
        foreach (var indicator in instrument.Dimensions.Where(d => d.Level == Scoring.Level.Unit).SelectMany(d => d.Variables).SelectMany(v => v.Indicators))
            if (SubjectRole.Of(indicator.Subject) is not { } role)
                yield return Answer(unit.Id, indicator.Code, value(n++));
            else
                foreach (var subject in subjects.Where(s => s.Role == role))
                    yield return Answer(unit.Id, indicator.Code, value(n++), subject.Id);
    }

    public static object Answer(string assessment, string indicator, string value, string subject = "", string[]? after = null, string? id = null, string kind = "assessed", string reason = "", string note = "", string madeAt = "2024-07-10T09:00:00+07:00") =>
        new { assessment, id = id ?? Guid.CreateVersion7().ToString(), kind, subject, indicator, value, note, reason, after = after ?? [], madeAt, device = "uji", source = "app" };

    public void Dispose() => Site.Dispose();
}

/// <summary>Talking to the work area's API with a visitor's cookie.</summary>
internal static class WorkApi
{
    public static async Task<(int Status, JsonElement Json)> Send(this Visitor visitor, params object[] answers) => await visitor.PostJson("/kerja/api/v1/answers", new { answers });

    public static string Fate(this JsonElement json, int at = 0)
    {
        var receipt = json.GetProperty("receipts")[at];
        return receipt.GetProperty("fate").GetString() + (receipt.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? " " + code.GetString() : "");
    }

    public static async Task<(int Status, JsonElement Json)> PostJson(this Visitor visitor, string path, object body)
    {
        using var response = await visitor.Http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement.Clone() : default);
    }

    public static async Task<JsonElement> GetJson(this Visitor visitor, string path)
    {
        using var response = await visitor.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone();
    }
}
