using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteAnswerLogTests : AnswerLogTests<SqliteDatabase>;

public sealed class PostgresAnswerLogTests : AnswerLogTests<PostgresDatabase>;

/// <summary>Answers through the API that devices use: in any order, any number of times, from two people at once, too late, and wrong.</summary>
public abstract class AnswerLogTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly LiveCycle<T> cycle = new();

    private WorkSite<T> Site => cycle.Site;

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static object Answer(string assessment, string indicator, string value, string subject = "", string[]? after = null, string? id = null, string kind = "assessed", string reason = "") =>
        LiveCycle<T>.Answer(assessment, indicator, value, subject, after, id, kind, reason);

    private static string NewId() => Guid.CreateVersion7().ToString();

    [Fact]
    public async Task An_answer_counts_and_says_where_its_unit_stands()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var (status, json) = await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        Assert.Equal((200, "counted"), (status, json.Fate()));
        var standing = json.GetProperty("assessments")[0];
        var input = standing.GetProperty("parts").EnumerateArray().Single(p => p.GetProperty("part").GetString() == "input");
        Assert.Equal((1, 33), (input.GetProperty("given").GetInt32(), input.GetProperty("required").GetInt32()));
        Assert.Equal("incomplete", standing.GetProperty("state").GetString());
        Assert.Equal("100.00", standing.GetProperty("soFar").GetString());
        using var db = Site.Database.Open();
        var audit = db.Set<AuditEventRow>().Single(e => e.Action == "answers.saved");
        Assert.Equal(("assessor", unit.Id), (audit.Role, audit.SubjectId));
        Assert.Contains("\"from\":1,\"to\":1,\"held\":0,\"sha256\":", audit.AfterJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_with_every_answer_has_the_score_of_the_engine()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        using (var db = Site.Database.Open())
        {
            db.Add(new AssessmentSubjectRow { Id = NewId(), AssessmentId = unit.Id, Role = SubjectRole.User, Kind = "", Number = 1, Name = "", Post = "", Standing = SubjectRole.Primary, AddedAt = "2024-07-10T03:00:00.000Z" });
            db.SaveChanges();
        }
        await assessor.Send([.. cycle.All(unit, n => n % 2 == 0 ? "5" : "4")]);
        var score = cycle.Score(unit.Id);
        Assert.Equal("scored", score.State);
        Assert.Equal((1, score.Hundredths), (score.PartCount, score.SoFar));
        Assert.All(cycle.Parts(unit.Id).Values, p => Assert.Equal((p.Required, 0), (p.Given, p.Conflicts)));
        // the same by hand, dimension by dimension
        var parts = cycle.Parts(unit.Id);
        var byHand = ((parts["input"].Hundredths * 2185L) + (parts["process"].Hundredths * 3237L) + (parts["output"].Hundredths * 2424L) + (parts["complaints"].Hundredths * 2154L)) / 10000.0;
        Assert.InRange(score.Hundredths!.Value, byHand!.Value - 1, byHand.Value + 1);
    }

    [Fact]
    public async Task The_same_batch_twice_or_half_changes_nothing()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        object[] batch = [.. Enumerable.Range(1, 9).Select(n => Answer(unit.Id, $"in.s{n}", "4"))];
        await assessor.Send([.. batch.Take(4)]);
        var (_, whole) = await assessor.Send(batch);
        Assert.Equal(["duplicate", "duplicate", "duplicate", "duplicate", "counted"], Enumerable.Range(0, 5).Select(n => whole.Fate(n)));
        var before = cycle.Heads(unit.Id);
        var (_, again) = await assessor.Send(batch);
        Assert.All(Enumerable.Range(0, 9), n => Assert.Equal("duplicate", again.Fate(n)));
        Assert.Equal(before, cycle.Heads(unit.Id));
        using var db = Site.Database.Open();
        Assert.Equal(9, db.Set<AnswerEventRow>().Count());
        Assert.Equal(2, db.Set<AuditEventRow>().Count(e => e.Action == "answers.saved"));
    }

    [Fact]
    public async Task Answers_come_to_the_same_in_whatever_order_they_arrive()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var (a, b) = (cycle.Unit(), cycle.Unit("Dinas Sosial"));
        var random = new Random(20240710);
        var heads = new Dictionary<string, List<string>>();
        var drafts = new List<(string Id, string Indicator, string Value, string[] After)>();
        for (var n = 0; n < 120; n++)
        {
            var indicator = $"in.s{random.Next(1, 10)}";
            var seen = heads.GetValueOrDefault(indicator) ?? [];
            var id = NewId();
            // mostly after what stands, sometimes without having seen it
            var after = seen.Where(_ => random.Next(4) > 0).ToArray();
            drafts.Add((id, indicator, random.Next(8) == 0 ? "" : $"{random.Next(6)}", after));
            heads[indicator] = [.. seen.Except(after), id];
        }
        foreach (var d in drafts)
            await assessor.Send(Answer(a.Id, d.Indicator, d.Value, "", d.After, d.Id));
        var other = drafts.ToDictionary(d => d.Id, _ => NewId());
        var shuffled = drafts.ToArray();
        random.Shuffle(shuffled);
        foreach (var chunk in shuffled.Chunk(17))
            await assessor.Send([.. chunk.Select(d => Answer(b.Id, d.Indicator, d.Value, "", [.. d.After.Select(x => other[x])], other[d.Id]))]);
        Assert.Equal(cycle.Heads(a.Id).OrderBy(h => h.Key), cycle.Heads(b.Id).OrderBy(h => h.Key));
        Assert.Equal(heads.Count(h => h.Value.Count > 0), cycle.Heads(a.Id).Count);
        Assert.Equal(cycle.Parts(a.Id)["input"].Given, cycle.Parts(b.Id)["input"].Given);
        Assert.Equal(cycle.Parts(a.Id)["input"].Conflicts, cycle.Parts(b.Id)["input"].Conflicts);
        Assert.Equal(cycle.Score(a.Id).SoFar, cycle.Score(b.Id).SoFar);
    }

    [Fact]
    public async Task Two_who_did_not_see_each_other_leave_a_conflict_that_one_of_them_settles()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var (first, second) = (NewId(), NewId());
        await assessor.Send(Answer(unit.Id, "in.s1", "5", id: first));
        // the device of the colleague had not seen it
        var (_, json) = await assessor.Send(Answer(unit.Id, "in.s1", "3", id: second));
        Assert.Equal("conflict", json.Fate());
        Assert.Equal("3|5", cycle.Heads(unit.Id)["in.s1"]);
        var part = cycle.Parts(unit.Id)["input"];
        Assert.Equal((0, 1), (part.Given, part.Conflicts));
        await assessor.Send(Answer(unit.Id, "in.s1", "4", after: [first, second], reason: "Dilihat lagi bersama"));
        Assert.Equal("4", cycle.Heads(unit.Id)["in.s1"]);
        Assert.Equal((1, 0), (cycle.Parts(unit.Id)["input"].Given, cycle.Parts(unit.Id)["input"].Conflicts));
        // the same answer twice is no conflict
        await assessor.Send(Answer(unit.Id, "in.s2", "5"), Answer(unit.Id, "in.s2", "5"));
        Assert.Equal((2, 0), (cycle.Parts(unit.Id)["input"].Given, cycle.Parts(unit.Id)["input"].Conflicts));
    }

    [Fact]
    public async Task Who_does_not_hold_the_pen_is_kept_apart_and_not_lost()
    {
        using var assessor = await Site.Visitor().As("assessor");
        using var second = await Site.Strong("rekan@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        var (_, json) = await second.Send(Answer(unit.Id, "in.s2", "3"), Answer(unit.Id, "pr.1", "3", cycle.Subjects(unit.Id, SubjectRole.Product)[0].Id));
        Assert.Equal(("held pen-held", "counted"), (json.Fate(0), json.Fate(1)));
        var (_, english) = await second.PostJson("/kerja/en/api/v1/answers", new { answers = new[] { Answer(unit.Id, "in.s4", "3") } });
        Assert.Contains("kept apart", english.GetProperty("receipts")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Contains("disimpan terpisah", json.GetProperty("receipts")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.False(cycle.Heads(unit.Id).ContainsKey("in.s2"));
        Assert.Equal(2, cycle.Score(unit.Id).Held);
    }

    [Fact]
    public async Task What_its_writer_could_not_know_is_held_with_a_sentence()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var officers = cycle.Subjects(unit.Id, SubjectRole.Officer);
        using (var db = Site.Database.Open())
            await db.Set<AssessmentSubjectRow>().Where(s => s.Id == officers[0].Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, "2024-07-09T00:00:00.000Z"));
        var (_, json) = await assessor.Send(
            Answer(unit.Id, "in.x9", "5"), Answer(unit.Id, "in.k1", "5", NewId()), Answer(unit.Id, "in.k1", "5", officers[0].Id), Answer(unit.Id, "in.s1", "5", officers[1].Id));
        Assert.Equal(["held indicator-unknown", "held subject-unknown", "held subject-withdrawn", "held subject-unknown"], Enumerable.Range(0, 4).Select(n => json.Fate(n)));
        Assert.Equal(4, cycle.Score(unit.Id).Held);
        Assert.Empty(cycle.Heads(unit.Id));
        // the stage ends while a device is out of reach
        Site.Clock.Now = new DateTimeOffset(2024, 10, 16, 3, 0, 0, TimeSpan.Zero);
        using var late = await Site.Visitor().As("assessor");
        var (_, after) = await late.Send(Answer(unit.Id, "in.s1", "5"));
        Assert.Equal("held stage-closed", after.Fate());
        Assert.All(after.GetProperty("receipts").EnumerateArray(), r => Assert.True(r.GetProperty("sentence").GetString()!.Length > 40));
    }

    [Fact]
    public async Task What_its_writer_can_put_right_is_refused_with_a_sentence()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var id = NewId();
        await assessor.Send(Answer(unit.Id, "in.s1", "5", id: id));
        var (_, json) = await assessor.Send(
            Answer(unit.Id, "in.s2", "6"), Answer(unit.Id, "in.s2", "4.5"), Answer(unit.Id, "in.s2", "lima"), Answer(unit.Id, "in.s2", "na"), Answer(unit.Id, "in.s2", "5", id: "x1"),
            Answer(unit.Id, "in.s1", "4", id: id), Answer(unit.Id, "in.s2", "5", after: [id]), Answer(unit.Id, "in.s2", "5", kind: "other"), Answer(unit.Id, "in.s2", "5", reason: new string('x', 2001)), Answer("nirgendwo", "in.s2", "5"));
        Assert.Equal(
            ["refused value-invalid", "refused value-invalid", "refused value-invalid", "refused reason-missing", "refused id-invalid", "refused id-reused", "refused after-invalid", "refused kind-invalid", "refused text-too-long", "refused assessment-unknown"],
            Enumerable.Range(0, 10).Select(n => json.Fate(n)));
        Assert.Equal("5", Assert.Single(cycle.Heads(unit.Id)).Value);
    }

    [Fact]
    public async Task Another_persons_answer_is_not_changed_without_a_reason_and_the_former_one_stays_readable()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var first = NewId();
        await assessor.Send(Answer(unit.Id, "in.s1", "5", id: first));
        using (var db = Site.Database.Open())
            await db.Set<AssessmentPartRow>().ExecuteUpdateAsync(p => p.SetProperty(x => x.PenId, (string?)null));
        using var second = await Site.Strong("rekan@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var (_, refused) = await second.Send(Answer(unit.Id, "in.s1", "3", after: [first]));
        Assert.Equal("refused reason-missing", refused.Fate());
        var (_, counted) = await second.Send(Answer(unit.Id, "in.s1", "3", after: [first], reason: "SK sudah tidak berlaku"));
        Assert.Equal("counted", counted.Fate());
        var log = await second.GetJson($"/kerja/api/v1/assessments/{unit.Id}/answers");
        Assert.Equal(["5", "3"], log.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("value").GetString()));
        Assert.Equal("SK sudah tidak berlaku", log.GetProperty("answers")[1].GetProperty("reason").GetString());
        Assert.Empty((await second.GetJson($"/kerja/api/v1/assessments/{unit.Id}/answers?after=2")).GetProperty("answers").EnumerateArray());
    }

    [Fact]
    public async Task A_clock_wrong_by_years_changes_nothing()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var (_, json) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "2", madeAt: "1999-01-01T00:00:00Z"), LiveCycle<T>.Answer(unit.Id, "in.s2", "2", madeAt: "2099-01-01T00:00:00Z"));
        Assert.Equal(("counted", "counted"), (json.Fate(0), json.Fate(1)));
        using var db = Site.Database.Open();
        Assert.All(db.Set<AnswerEventRow>(), e => Assert.Equal("2024-07-10", e.ReceivedOn));
        Assert.Contains(db.Set<AnswerEventRow>().AsEnumerable(), e => e.MadeAt.StartsWith("1999", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_rehearses_before_it_listens_saves_answers_and_nothing_of_them_stays()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        var before = Rows();
        Assert.InRange(await Rehearsal.Run(Site.Services, TestContext.Current.CancellationToken), 1, 16 * 60);
        Assert.Equal(before, Rows());
        // and a server in earnest, which does it by itself
        using (var server = TheProgram.Start(Site.Database.Text, ["serve", "--urls", "http://127.0.0.1:0"], [("PATUH_KEYS", TestDatabase.KeysPath), ("PATUH_SEALS", Site.Database.SealsPath), ("PATUH_FILES", Site.Database.FilesPath)]))
        {
            var line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line?.StartsWith("http", StringComparison.Ordinal), line ?? await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(before, Rows());
        var (_, json) = await assessor.Send(Answer(unit.Id, "in.s2", "4"));
        Assert.Equal("counted", json.Fate());
        Assert.Equal(2, Rows().Answers);

        (int Answers, int Heads, int Scores, int Audited, int Version) Rows()
        {
            using var db = Site.Database.Open();
            return (db.Set<AnswerEventRow>().Count(), db.Set<AnswerHeadRow>().Count(), db.Set<AssessmentScoreRow>().Count(), db.Set<AuditEventRow>().Count(), db.Set<AssessmentRow>().Sum(a => a.Version));
        }
    }

    [Fact]
    public async Task The_database_itself_takes_no_answer_after_its_stage_and_changes_none()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        using var db = Site.Database.Open();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Insert("assessed", "2024-10-16"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Insert("self", "2024-08-16"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"update answer_event set value = '0'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"delete from answer_event"));
        await Insert("assessed", "2024-08-16");

        Task<int> Insert(string kind, string day) => db.Database.ExecuteSqlAsync($"""
            insert into answer_event (id, assessment_id, number, kind, subject_id, indicator, value, note, reason, source, device, made_at, received_at, received_on, after, content_hash, held)
            values ('x', {unit.Id}, 9, {kind}, '', 'in.s2', '5', '', '', 'app', '', '', {day + "T03:00:00.000Z"}, {day}, '', '', '')
            """);
    }

    [Fact]
    public async Task An_agency_answers_for_itself_and_sees_nothing_of_what_assessors_found()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "3"));
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var (_, json) = await coordinator.Send(Answer(unit.Id, "in.s1", "5", kind: "self"), Answer(unit.Id, "in.k1", "5", kind: "self"), Answer(unit.Id, "in.s1", "5"), Answer(cycle.Unit(agency: "kabupaten-asmat").Id, "in.s1", "5", kind: "self"));
        Assert.Equal(["counted", "refused indicator-hidden", "refused assessment-unknown", "refused assessment-unknown"], Enumerable.Range(0, 4).Select(n => json.Fate(n)));
        Assert.Equal(("3", "5"), (cycle.Heads(unit.Id)["in.s1"], cycle.Heads(unit.Id, AnswerKind.Self)["in.s1"]));
        Assert.DoesNotContain("in.k1", cycle.Parts(unit.Id, AnswerKind.Self).Keys);
        Assert.Equal(["self"], (await coordinator.GetJson($"/kerja/api/v1/assessments/{unit.Id}/answers")).GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("kind").GetString()));
        Assert.Equal(2, (await assessor.GetJson($"/kerja/api/v1/assessments/{unit.Id}/answers")).GetProperty("answers").GetArrayLength());
        Assert.Equal(404, (await coordinator.Get($"/kerja/api/v1/assessments/{cycle.Unit(agency: "kabupaten-asmat").Id}/answers")).Status);
    }

    [Fact]
    public async Task Only_pages_of_this_site_and_devices_send_answers()
    {
        using var nobody = Site.Visitor();
        Assert.Equal(401, (await nobody.PostJson("/kerja/api/v1/answers", new { answers = Array.Empty<object>() })).Status);
        using var assessor = await Site.Visitor().As("assessor");
        Assert.Equal(415, (await assessor.Post("/kerja/api/v1/answers", [new("answers", "1")])).Status);
        Assert.Equal(400, (await assessor.PostJson("/kerja/api/v1/answers", new { answers = Array.Empty<object>() })).Status);
        Assert.Equal(400, (await assessor.PostJson("/kerja/api/v1/answers", new { answers = "drei" })).Status);
        Assert.Equal(400, (await assessor.PostJson("/kerja/api/v1/answers", new { answers = Enumerable.Repeat(Answer("x", "y", "1"), 501) })).Status);
        assessor.Headers.Add("Origin", "https://jahat.example");
        Assert.Equal(403, (await assessor.Send(Answer(cycle.Unit().Id, "in.s1", "5"))).Status);
        Assert.Empty(cycle.Heads(cycle.Unit().Id));
    }

    [Fact]
    public async Task A_device_adds_service_users_once_however_often_it_sends_them_and_their_answers_count()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var (first, second) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        object User(string assessment, string id, string? consented = "2024-07-10T09:00:00+07:00") => new { assessment, id, consentedAt = consented };
        async Task<string[]> Add(Visitor who, params object[] users)
        {
            var answer = await who.PostJson("/kerja/api/v1/respondents", new { respondents = users });
            Assert.Equal(200, answer.Status);
            return [.. answer.Json.GetProperty("receipts").EnumerateArray().Select(r => r.GetProperty("fate").GetString() + (r.GetProperty("code").GetString() is { } code ? ":" + code : "") + (r.GetProperty("number").ValueKind == System.Text.Json.JsonValueKind.Number ? "#" + r.GetProperty("number").GetInt32() : ""))];
        }
        Assert.Equal(["added#1", "added#2"], await Add(assessor, User(unit.Id, first), User(unit.Id, second)));
        Assert.Equal(["duplicate#1", "refused:id-reused", "duplicate#2"], await Add(assessor, User(unit.Id, first), User(cycle.Unit("Dinas Pendidikan").Id, second), User(unit.Id, second)));
        Assert.Equal(["refused:id-invalid", "refused:consent-missing", "refused:assessment-unknown"],
            await Add(assessor, User(unit.Id, "ABC"), User(unit.Id, Guid.CreateVersion7().ToString(), null), User("none", Guid.CreateVersion7().ToString())));
        Assert.Equal("counted", (await assessor.Send(Answer(unit.Id, "ou.1", "4", first))).Json.Fate());
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        Assert.Equal(["refused:assessment-unknown"], await Add(coordinator, User(unit.Id, Guid.CreateVersion7().ToString())));
        Assert.Equal(400, (await assessor.PostJson("/kerja/api/v1/respondents", new { respondents = Array.Empty<object>() })).Status);
        Assert.Equal(2, cycle.Subjects(unit.Id, SubjectRole.User).Count);
    }

    [Fact]
    public async Task A_single_answer_costs_the_same_number_of_queries_however_many_there_are()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        var few = await Site.Queries.During(() => assessor.Send(Answer(unit.Id, "in.s2", "5")));
        await assessor.Send([.. cycle.All(unit, _ => "4").Skip(10)]);
        var many = await Site.Queries.During(() => assessor.Send(Answer(unit.Id, "in.s3", "5", after: [])));
        Assert.InRange(many, 0, few + 1);
    }
}
