using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Sessions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Answers;

/// <summary>A service user who agreed to be interviewed: a number, no name. The id is its maker's.</summary>
internal sealed record SentRespondent(string? Assessment, string? Id, DateTimeOffset? ConsentedAt);

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
        var receipts = new List<RespondentReceipt>();
        foreach (var group in respondents.GroupBy(r => r!.Assessment ?? "", StringComparer.Ordinal))
        {
            var open = await OpenAssessment.Find(db, group.Key, cancel);
            foreach (var respondent in group)
            {
                var (code, number) = await Add(me, subjects, open, respondent!, cancel);
                receipts.Add(new(respondent!.Id, code is null ? number.New ? "added" : "duplicate" : "refused", code, code is null ? null : AnswerSentences.Of(code, reader), code is null ? number.Number : null));
            }
        }
        return TypedResults.Ok(new RespondentReceipts([.. respondents.Select(r => receipts.First(x => x.Id == r!.Id))]));
    }

    private static async Task<(string? Code, (int Number, bool New) Number)> Add(Actor me, Subjects subjects, OpenAssessment? open, SentRespondent sent, CancellationToken cancel)
    {
        if (open is null || !AnswerAccess.MayWrite(me, open.Row, AnswerKind.Assessed))
            return (RefusedCode.AssessmentUnknown, default);
        if (!AnswerRules.IsId(sent.Id))
            return (RefusedCode.IdInvalid, default);
        if (open.Cycle.State != CycleState.Open)
            return (RefusedCode.CycleClosed, default);
        if (!Method.Of(open.File, AnswerKind.Assessed).Asks(open.Row.Level, SubjectRole.User))
            return (RefusedCode.UsersNotAsked, default);
        if (sent.ConsentedAt is not { } consented)
            return (RefusedCode.ConsentMissing, default);
        return await subjects.AddUser(me, open, sent.Id!, consented, cancel) is { } number ? (null, number) : (RefusedCode.IdReused, default);
    }
}
