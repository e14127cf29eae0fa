using Microsoft.AspNetCore.Http.HttpResults;

namespace Patuh.Platform.Api;

/// <summary>What the API refuses, with a type that stays: its address explains it (<c>/problems/…</c>).</summary>
internal static class Refusals
{
    /// <summary>Every type with what it means; a test keeps this list and the code together.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["agency-unknown"] = "There is no agency of that id. Find ids with /api/v1/agencies?q=…",
        ["class-unknown"] = "There is no such class. Known classes are listed at /api/v1/classes.",
        ["scope-unknown"] = "There is no such list. Its names are the Indonesian words of the classes, kabupaten-kota, and semua.",
        ["year-no-method"] = "No assessment method is known for that year. Known years are listed at /api/v1/years.",
        ["province-unknown"] = "A province is given by its two digits of Kemendagri, such as 17 for Bengkulu.",
        ["cursor-invalid"] = "The cursor is not one that this list gave. Begin again without a cursor.",
        ["limit-invalid"] = "The limit is a number from 1 to 500.",
        ["query-too-long"] = "The search text has at most 100 characters.",
        ["score-invalid"] = "A score is a plain number with a point, from 0 to 100 (2015: to 75).",
        ["compliant-invalid"] = "compliant is yes or no.",
        ["instrument-unknown"] = "There is no such instrument. Known ones are listed at /api/v1/instruments.",
        ["cycle-unknown"] = "There is no such simulated cycle. Known ones are listed at /api/v1/practice/cycles.",
        ["rate-limited"] = "Too many requests from this address. Wait as long as Retry-After says.",
    };

    public static ProblemHttpResult NotFound(string type, string detail) => Of(StatusCodes.Status404NotFound, type, detail);

    public static ProblemHttpResult BadRequest(string type, string detail) => Of(StatusCodes.Status400BadRequest, type, detail);

    /// <summary>A year without results says why, where it is known.</summary>
    public static string NoMethod(int year, string? reason) => reason ?? $"no assessment method is known for {year}";

    public static ProblemHttpResult TooMany() => Of(StatusCodes.Status429TooManyRequests, "rate-limited", "too many requests from this address");

    private static ProblemHttpResult Of(int status, string type, string detail) => TypedResults.Problem(detail, statusCode: status, type: "/problems/" + type);
}
