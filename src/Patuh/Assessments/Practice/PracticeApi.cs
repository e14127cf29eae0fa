using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Assessments.Answers;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Practice;

/// <summary>What the desk's script asks of a room: the same as of a real cycle (docs/answers.md), at another address.</summary>
internal static class PracticeApi
{
    public static string Address(string secret) => $"{WorkArea.Api}/practice/{secret}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(WorkArea.Api + "/practice/{secret}").ExcludeFromDescription().RequireRateLimiting(RateLimits.Work).Public();
        api.MapPost("/answers", Send).TakesJson();
        api.MapGet("/assessments/{assessment}/answers", Fetch);
    }

    private static async Task<Results<Ok<AnswerReceipts>, NotFound, ProblemHttpResult>> Send(string secret, SentAnswers sent, HttpContext http, PracticeRooms rooms, CancellationToken cancel)
    {
        if (sent.Answers is not { Count: > 0 and <= AnswersApi.MostAnswers } answers || answers.Any(a => a is null))
            return TypedResults.Problem($"Send 1 to {AnswersApi.MostAnswers} answers.", statusCode: StatusCodes.Status400BadRequest, type: "/problems/answers-invalid");
        if (await rooms.Take(secret, _ => [.. answers.Select(a => a.Draft).DistinctBy(d => d.Id)], cancel) is not { } taken)
            return TypedResults.NotFound();
        var (reader, score) = (Reader.Of(http), taken.Room.Board.Standing);
        var receipts = taken.Outcomes.ToDictionary(o => o.Id, o => AnswersApi.Receipt(o, reader));
        return TypedResults.Ok(new AnswerReceipts([.. answers.Select(a => receipts[a.Id ?? ""])], [AnswersApi.Standing(taken.Room.Open.Row.Id, AnswerKind.Assessed, taken.Room.Open.Row.Version, score.Score, score.Parts)]));
    }

    private static async Task<Results<Ok<LoggedAnswers>, NotFound>> Fetch(string secret, string assessment, PracticeRooms rooms, CancellationToken cancel, int after = 0)
    {
        if (await rooms.Find(secret, cancel) is not { } room || room.Open.Row.Id != assessment)
            return TypedResults.NotFound();
        var later = room.Answers.Where(a => a.Number > after).ToList();
        return TypedResults.Ok(new LoggedAnswers(room.Open.Row.Version, [.. later.Take(AnswersApi.MostAnswers).Select(AnswersApi.Logged)], later.Count > AnswersApi.MostAnswers));
    }
}
