using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Sessions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Answers;

/// <summary>A service user (the role, where none is said) or member of the public who agreed to be interviewed: a number, no name. The id is its maker's.</summary>
internal sealed record SentRespondent(string? Assessment, string? Id, DateTimeOffset? ConsentedAt, string? Role);

internal sealed record SentRespondents(IReadOnlyList<SentRespondent?>? Respondents);

/// <summary>added, duplicate or refused, with the number that the user has in the unit.</summary>
internal sealed record RespondentReceipt(string? Id, string Fate, string? Code, string? Sentence, int? Number);

internal sealed record RespondentReceipts(IReadOnlyList<RespondentReceipt> Receipts);

/// <summary>Adding service users from a device on a visit, before their answers are sent; see docs/answers.md.</summary>
internal static class RespondentsApi
{
    private const int MostRespondents = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(WorkArea.Api + "/respondents", Send).TakesJson().ExcludeFromDescription().RequireRateLimiting(RateLimits.Work).WithMetadata(new SignedInAttribute());

    private static async Task<Results<Ok<RespondentReceipts>, ProblemHttpResult>> Send(SentRespondents sent, HttpContext http, PatuhDb db, Subjects subjects, CancellationToken cancel)
    {
        if (sent.Respondents is not { Count: > 0 and <= MostRespondents } respondents || respondents.Any(r => r is null))
            return TypedResults.Problem($"Send 1 to {MostRespondents} respondents, each with its assessment.", statusCode: StatusCodes.Status400BadRequest, type: "/problems/respondents-invalid");
        var (me, reader) = (SessionBook.Actor(http)!, Reader.Of(http));
        var (opened, receipts) = (new Dictionary<string, OpenAssessment?>(StringComparer.Ordinal), new List<RespondentReceipt>());
        foreach (var respondent in respondents.OfType<SentRespondent>())
        {
            var assessment = respondent.Assessment ?? "";
            if (!opened.TryGetValue(assessment, out var open))
                opened.Add(assessment, open = await OpenAssessment.Find(db, assessment, cancel));
            if (Refusal(me, open, respondent) is { } refused)
                receipts.Add(Receipt(respondent, refused, reader));
            else if (await subjects.AddUser(me, open!, Role(respondent), respondent.Id!, respondent.ConsentedAt!.Value, cancel) is { } added)
                receipts.Add(new(respondent.Id, added.New ? "added" : "duplicate", null, null, added.Number));
            else
                receipts.Add(Receipt(respondent, RefusedCode.IdReused, reader));
        }
        return TypedResults.Ok(new RespondentReceipts(receipts));
    }

    private static string Role(SentRespondent sent) => sent.Role ?? SubjectRole.User;

    private static RespondentReceipt Receipt(SentRespondent sent, string code, Reader reader) => new(sent.Id, "refused", code, AnswerSentences.Of(code, reader), null);

    private static string? Refusal(Actor me, OpenAssessment? open, SentRespondent sent) =>
        open is null || !AnswerAccess.MayWrite(me, open.Row, AnswerKind.Assessed) ? RefusedCode.AssessmentUnknown
        : !AnswerRules.IsId(sent.Id) ? RefusedCode.IdInvalid
        : open.Cycle.State != CycleState.Open ? RefusedCode.CycleClosed
        : !SubjectRole.Met.Contains(Role(sent)) || !Method.Of(open.File, AnswerKind.Assessed).Asks(open.Row.Level, Role(sent)) ? RefusedCode.UsersNotAsked
        : sent.ConsentedAt is null ? RefusedCode.ConsentMissing : null;
}
