using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Sessions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>An answer as a program sends it; see <see cref="AnswerDraft"/> and docs/answers.md.</summary>
internal sealed record SentAnswer(
    string Assessment, string Id, string? Kind, string? Subject, string Indicator, string? Value, string? Note, string? Reason, IReadOnlyList<string>? After, DateTimeOffset MadeAt, string? Device, string? Source)
{
    public AnswerDraft Draft => new(Id ?? "", Kind ?? AnswerKind.Assessed, Subject ?? "", Indicator ?? "", Value ?? "", Note ?? "", Reason ?? "", After ?? [], MadeAt, Device ?? "", Source ?? AnswerSource.App);
}

/// <summary>Answers of one or several assessments.</summary>
internal sealed record SentAnswers(IReadOnlyList<SentAnswer>? Answers);

/// <summary>What became of one: counted, conflict, duplicate, held or refused, with the code of why and a sentence.</summary>
internal sealed record AnswerReceipt(string Id, string Fate, string? Code, string? Sentence, int? Number);

/// <summary>Where an assessment stands afterwards.</summary>
internal sealed record AssessmentStanding(string Id, string Kind, int Version, string State, string? Score, string? SoFar, IReadOnlyList<PartStanding> Parts);

internal sealed record PartStanding(string Part, int Required, int Given, int Wanted, int Reached, int Conflicts, string? Score, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pen);

internal sealed record AnswerReceipts(IReadOnlyList<AnswerReceipt> Receipts, IReadOnlyList<AssessmentStanding> Assessments);

/// <summary>One answer of the log.</summary>
internal sealed record LoggedAnswer(
    int Number, string Id, string Kind, string Subject, string Indicator, string Value, string Note, string Reason, IReadOnlyList<string> After, string MadeAt, string ReceivedAt, string Source, string Device, string? Held, string? Settled, string? Person);

internal sealed record LoggedAnswers(int Version, IReadOnlyList<LoggedAnswer> Answers, bool More);

/// <summary>Sending and fetching answers, for the desk's script and for devices on a visit.</summary>
internal static class AnswersApi
{
    public const int MostAnswers = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(WorkArea.Api).ExcludeFromDescription().RequireRateLimiting(RateLimits.Work);
        api.MapPost("/answers", Send).TakesJson().WithMetadata(new SignedInAttribute());
        api.MapGet("/assessments/{assessment}/answers", Fetch).WithMetadata(new SignedInAttribute());
    }

    private static async Task<Results<Ok<AnswerReceipts>, ProblemHttpResult>> Send(SentAnswers sent, HttpContext http, AnswerLog log, CancellationToken cancel)
    {
        var (me, reader) = (SessionBook.Actor(http)!, Reader.Of(http));
        if (sent.Answers is not { Count: > 0 and <= MostAnswers } answers || answers.Any(a => a is null || a.Assessment is null))
            return TypedResults.Problem($"Send 1 to {MostAnswers} answers, each with its assessment.", statusCode: StatusCodes.Status400BadRequest, type: "/problems/answers-invalid");
        var (receipts, standings) = (new Dictionary<(string Assessment, string Id), AnswerReceipt>(), new List<AssessmentStanding>());
        foreach (var group in answers.GroupBy(a => a.Assessment, StringComparer.Ordinal))
        {
            var drafts = group.Select(a => a.Draft).DistinctBy(d => d.Id).ToList();
            foreach (var outcome in await log.Append(me, group.Key, drafts, cancel))
                receipts[(group.Key, outcome.Id)] = Receipt(outcome, reader);
            standings.AddRange(log.Standing.Select(kind => Standing(group.Key, kind.Key, kind.Value.Version, kind.Value.Score, kind.Value.Parts)));
        }
        return TypedResults.Ok(new AnswerReceipts([.. answers.Select(a => receipts[(a.Assessment, a.Id ?? "")])], standings));
    }

    private static async Task<Results<Ok<LoggedAnswers>, NotFound>> Fetch(string assessment, HttpContext http, PatuhDb db, CancellationToken cancel, int after = 0)
    {
        var me = SessionBook.Actor(http)!;
        if (await db.Set<AssessmentRow>().SingleOrDefaultAsync(a => a.Id == assessment, cancel) is not { } row || AnswerAccess.Seen(me, row) is not { Count: > 0 } kinds)
            return TypedResults.NotFound();
        var events = await db.Set<AnswerEventRow>().Where(e => e.AssessmentId == assessment && e.Number > after && kinds.Contains(e.Kind)).OrderBy(e => e.Number).Take(MostAnswers + 1).ToListAsync(cancel);
        return TypedResults.Ok(new LoggedAnswers(row.Version, [.. events.Take(MostAnswers).Select(Logged)], events.Count > MostAnswers));
    }

    public static AnswerReceipt Receipt(AnswerOutcome outcome, Reader reader) => new(
        outcome.Id, outcome.Fate.ToString().ToLowerInvariant(), outcome.Code.Length == 0 ? null : outcome.Code, outcome.Code.Length == 0 ? null : AnswerSentences.Of(outcome.Code, reader), outcome.Number == 0 ? null : outcome.Number);

    public static AssessmentStanding Standing(string assessment, string kind, int version, AssessmentScoreRow score, IEnumerable<AssessmentPartRow> parts) => new(
        assessment, kind, version, score.State, Text(score.Hundredths), Text(score.SoFar), [.. parts.Select(p => new PartStanding(p.Part, p.Required, p.Given, p.Wanted, p.Reached, p.Conflicts, Text(p.Hundredths), p.PenId))]);

    public static LoggedAnswer Logged(AnswerEventRow e) => new(
        e.Number, e.Id, e.Kind, e.SubjectId, e.Indicator, e.Value, e.Note, e.Reason, e.After.Split(' ', StringSplitOptions.RemoveEmptyEntries), e.MadeAt, e.ReceivedAt, e.Source, e.Device,
        e.Held.Length == 0 ? null : e.Held, e.Settled, e.PersonId);

    private static string? Text(int? hundredths) => hundredths is { } score ? Bands.TwoDecimals(score) : null;
}
