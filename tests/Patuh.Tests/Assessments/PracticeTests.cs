using System.Net;
using System.Text.Json;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Practice;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqlitePracticeTests : PracticeTests<SqliteDatabase>;

public sealed class PostgresPracticeTests : PracticeTests<PostgresDatabase>;

/// <summary>Trying the desk without an account: rooms that nothing else knows of.</summary>
public abstract class PracticeTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Start = "/kerja/latihan";

    private readonly LiveCycle<T> cycle = new();

    private WorkSite<T> Site => cycle.Site;

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task<string> Begin(Visitor visitor, string unit = "SPKT")
    {
        var answer = await visitor.Send(Start, null, ("unit", unit));
        Assert.Equal(303, answer.Status);
        Assert.Matches("^/kerja/latihan/[0-9a-f]{32}$", answer.Location!);
        return answer.Location!;
    }

    private static async Task<(string Fate, JsonElement Body)> Send(Visitor visitor, string room, string indicator, string value, string id, params string[] after)
    {
        var answer = await visitor.PostJson($"/kerja/api/v1/practice/{room[(Start.Length + 1)..]}/answers", new
        {
            answers = new[] { new { assessment = "x", id, kind = "assessed", subject = "", indicator, value, after, madeAt = "2024-07-10T03:00:00Z", source = "desk" } },
        });
        return (answer.Status == 200 ? answer.Json.GetProperty("receipts")[0].GetProperty("fate").GetString()! : $"{answer.Status}", answer.Json);
    }

    [Fact]
    public async Task Anybody_begins_answers_undoes_and_sees_the_score_without_an_account()
    {
        using var visitor = Site.Visitor();
        var room = await Begin(visitor);
        var home = await visitor.Get(room);
        Assert.Contains("SPKT", home.Text, StringComparison.Ordinal);
        Assert.Contains("Yang masih kurang", home.Text, StringComparison.Ordinal);
        Assert.Contains("tidak pernah dihitung", home.Page.QuerySelector("aside.strip")!.TextContent, StringComparison.Ordinal);
        var part = home.Page.QuerySelectorAll("main table a").Select(a => a.GetAttribute("href")!).First();
        var cell = (await visitor.Get(part)).Page.QuerySelectorAll("input.value").Select(i => i.GetAttribute("name")!).First(n => !n.Contains('.', StringComparison.Ordinal) || n.Split('.').Length == 2);
        Assert.Contains("selesai=disimpan", (await visitor.Send(part, null, (cell, "4"))).Location!, StringComparison.Ordinal);
        Assert.Equal("4", (await visitor.Get(part)).Page.QuerySelector($"input[name='{cell}']")!.GetAttribute("value"));
        Assert.Contains("selesai=diurungkan", (await visitor.PostWithToken(part + "?handler=Urungkan", part)).Location!, StringComparison.Ordinal);
        Assert.Equal("", (await visitor.Get(part)).Page.QuerySelector($"input[name='{cell}']")!.GetAttribute("value"));
        foreach (var each in home.Page.QuerySelectorAll("main table a").Select(a => a.GetAttribute("href")!))
            Assert.Contains("selesai=contoh", (await visitor.Send(each, each + "?handler=Contoh")).Location!, StringComparison.Ordinal);
        var full = await visitor.Get(room);
        Assert.Contains("Semua jawaban wajib sudah terisi", full.Text, StringComparison.Ordinal);
        Assert.Matches(@"nilai latihan \d+,\d\d", full.Text);
        Assert.NotEmpty(full.Page.QuerySelectorAll(".tree details"));
    }

    [Fact]
    public async Task What_is_typed_wrong_is_told_at_its_cell_and_stays()
    {
        using var visitor = Site.Visitor();
        var room = await Begin(visitor);
        var part = (await visitor.Get(room)).Page.QuerySelector("main table a")!.GetAttribute("href")!;
        var cell = (await visitor.Get(part)).Page.QuerySelector("input.value")!.GetAttribute("name")!;
        var answer = await visitor.Send(part, null, (cell, "77"));
        Assert.Equal(400, answer.Status);
        Assert.Contains("di luar skala", answer.Text, StringComparison.Ordinal);
        Assert.Equal("77", answer.Page.QuerySelector($"input[name='{cell}']")!.GetAttribute("value"));
        Assert.Equal(400, (await visitor.Send(Start, null, ("unit", "Kementerian Sihir"))).Status);
    }

    [Fact]
    public async Task The_script_of_the_desk_sends_and_fetches_as_in_a_real_cycle()
    {
        using var visitor = Site.Visitor();
        var room = await Begin(visitor);
        var id = Guid.CreateVersion7().ToString();
        Assert.Equal("counted", (await Send(visitor, room, "in.s1", "4", id)).Fate);
        Assert.Equal("duplicate", (await Send(visitor, room, "in.s1", "4", id)).Fate);
        Assert.Equal("refused", (await Send(visitor, room, "in.s1", "5", id)).Fate);
        // a second device that had not seen the first answer
        using var second = Site.Visitor();
        Assert.Equal("conflict", (await Send(second, room, "in.s1", "2", Guid.CreateVersion7().ToString())).Fate);
        var (fate, body) = await Send(second, room, "in.s2", "5", Guid.CreateVersion7().ToString());
        Assert.Equal("counted", fate);
        var standing = body.GetProperty("assessments")[0];
        Assert.Equal(1, standing.GetProperty("parts")[0].GetProperty("conflicts").GetInt32());
        var log = JsonDocument.Parse((await visitor.Get($"/kerja/api/v1/practice/{room[(Start.Length + 1)..]}/assessments/{standing.GetProperty("id").GetString()}/answers?after=1")).Html).RootElement;
        Assert.Equal((3, 2), (log.GetProperty("version").GetInt32(), log.GetProperty("answers").GetArrayLength()));
    }

    [Fact]
    public async Task Nothing_of_it_touches_a_real_cycle_the_figures_or_the_audit_trail()
    {
        using var db = Site.Database.Open();
        (int, int, int, int, string) Counts() => (db.Set<AnswerEventRow>().Count(), db.Set<AssessmentRow>().Count(), db.Set<AssessmentCycleRow>().Count(), db.Set<AuditEventRow>().Count(),
            string.Join(' ', db.Set<AssessmentScoreRow>().OrderBy(s => s.AssessmentId).ThenBy(s => s.Kind).Select(s => s.State + s.ChangedAt)));
        var before = Counts();
        using var visitor = Site.Visitor();
        var room = await Begin(visitor, "Dinas Kesehatan");
        await Send(visitor, room, "in.s1", "4", Guid.CreateVersion7().ToString());
        var part = (await visitor.Get(room)).Page.QuerySelector("main table a")!.GetAttribute("href")!;
        await visitor.Send(part, part + "?handler=Contoh");
        Assert.Equal(before, Counts());
        // and the other way round: a real unit is no room, whoever asks
        Assert.Equal(404, (await visitor.Get(Start + "/" + cycle.Unit().Id)).Status);
    }

    [Fact]
    public async Task A_room_is_open_to_its_address_alone_and_gone_when_it_is_removed_or_forgotten()
    {
        using var visitor = Site.Visitor();
        var (first, second) = (await Begin(visitor), await Begin(visitor));
        await Send(visitor, first, "in.s1", "4", Guid.CreateVersion7().ToString());
        Assert.Contains("0/", (await visitor.Get(second)).Page.QuerySelector("p.big")!.TextContent, StringComparison.Ordinal);
        using (var db = Site.Database.Open())
            Assert.DoesNotContain(db.Set<PracticeRoomRow>().Select(r => r.Id).ToList(), id => first.EndsWith(id, StringComparison.Ordinal));
        Assert.Equal(303, (await visitor.Send(first, first + "?handler=Hapus")).Status);
        Assert.Equal(404, (await visitor.Get(first)).Status);
        Assert.Equal("404", (await Send(visitor, first, "in.s1", "4", Guid.CreateVersion7().ToString())).Fate);
        await Send(visitor, second, "in.s1", "4", Guid.CreateVersion7().ToString());
        Site.Clock.Now += PracticeRooms.Kept + TimeSpan.FromDays(2);
        await Begin(visitor);
        Assert.Equal(404, (await visitor.Get(second)).Status);
        using var after = Site.Database.Open();
        Assert.Empty(after.Set<PracticeAnswerRow>());
    }

    [Fact]
    public async Task A_room_takes_no_more_than_it_holds_and_says_so()
    {
        using var visitor = Site.Visitor();
        var room = await Begin(visitor);
        using (var db = Site.Database.Open())
        {
            var body = JsonSerializer.Serialize(new AnswerEventRow
            {
                Id = Guid.CreateVersion7().ToString(),
                AssessmentId = "x",
                Number = 1,
                Kind = "assessed",
                SubjectId = "",
                Indicator = "in.s1",
                Value = "4",
                Note = "",
                Reason = "",
                Source = "desk",
                Device = "",
                MadeAt = "",
                ReceivedAt = "",
                ReceivedOn = "",
                After = "",
                ContentHash = "",
                Held = "",
            });
            var id = db.Set<PracticeRoomRow>().Single().Id;
            db.AddRange(Enumerable.Range(1, PracticeRoom.MostAnswers).Select(n => new PracticeAnswerRow { RoomId = id, Number = n, Body = body.Replace("\"Number\":1,", $"\"Number\":{n},", StringComparison.Ordinal).Replace("\"Id\":\"0", $"\"Id\":\"{n}-", StringComparison.Ordinal) }));
            db.SaveChanges();
        }
        var (fate, sent) = await Send(visitor, room, "in.s2", "4", Guid.CreateVersion7().ToString());
        Assert.Equal(("refused", "room-full"), (fate, sent.GetProperty("receipts")[0].GetProperty("code").GetString()));
        Assert.Contains("penuh", (await visitor.Get(room + "/input")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_pages_broken_requests_and_floods_get_nowhere()
    {
        using var visitor = Site.Visitor();
        var room = await Begin(visitor);
        var api = $"/kerja/api/v1/practice/{room[(Start.Length + 1)..]}/answers";
        Assert.Equal(415, (await visitor.Post(api, [new("answers", "1")])).Status);
        Assert.Equal(400, (await visitor.PostJson(api, new { answers = Array.Empty<object>() })).Status);
        Assert.Equal(400, (await visitor.PostJson(api, new { answers = new object?[] { null } })).Status);
        Assert.Equal(404, (await visitor.Get(room + "/tidak-ada")).Status);
        Assert.Equal(400, (await visitor.Post(Start, [new("unit", "SPKT")])).Status);
        using var stranger = Site.Visitor();
        stranger.Headers.Add("Origin", "https://jahat.example");
        Assert.Equal(403, (await stranger.PostJson(api, new { answers = new[] { new { id = "a" } } })).Status);
        HttpStatusCode last = default;
        for (var n = 0; n < 120 && last != HttpStatusCode.TooManyRequests; n++)
            last = (HttpStatusCode)(await visitor.Post(Start, [new("unit", "SPKT")])).Status;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }
}
