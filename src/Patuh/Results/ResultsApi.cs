using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Results.History;
using Patuh.Results.Published;
using Patuh.Results.Ranking;
using Patuh.Scoring;

namespace Patuh.Results;

/// <summary>What somebody said of a result.</summary>
internal sealed record ClaimAnswer(int Year, string Kind, string Value, string SaidBy, string Source, string? SourceUrl);

/// <summary>An agency's result in a year; words in Indonesian, scores with a point and two decimals.</summary>
internal sealed record ResultAnswer(string Agency, string Name, string Class, string? Province, int Year, string? Score, string? Category, string? Opinion, string? Predicate, string? Zone, int? Rank, string? RankScope, string? Source);

/// <summary>Everything known of an agency.</summary>
internal sealed record AgencyAnswer(string Id, string Name, string Class, IReadOnlyList<ResultAnswer> Results, IReadOnlyList<ClaimAnswer> Claims);

/// <summary>A year and its method, or the reason why it has none.</summary>
internal sealed record YearAnswer(int Year, string? Instrument, string? Reason);

/// <summary>The API, version 1.</summary>
internal static class ResultsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("results");
        api.MapGet("/years", () => AssessmentYears.All.Select(y => new YearAnswer(y.Year, y.Instrument, y.Reason?.En)).ToArray())
            .WithName("listYears").WithSummary("The years, their methods, and the years without one");
        api.MapGet("/rankings/{year:int}/{scope}", Ranking)
            .WithName("getRanking").WithSummary("Published results of a class in a year; scope as in the pages' addresses (kabupaten, kota, kabupaten-kota …)").ProducesValidationProblem();
        api.MapGet("/agencies/{id}", Agency).WithName("getAgency").WithSummary("An agency's years and claims");
    }

    private static async Task<Results<Ok<ResultAnswer[]>, ProblemHttpResult>> Ranking(int year, string scope, string? province, PatuhDb db, CancellationToken cancel)
    {
        if (RankingScope.Find(scope) is not { } found)
            return TypedResults.Problem($"there is no class \"{scope}\"; known are {string.Join(", ", RankingScope.All.Select(s => s.Slug))}", statusCode: 404, type: "/problems/class-unknown");
        if (!AssessmentYears.HasMethod(year))
            return TypedResults.Problem($"no assessment method is known for {year}", statusCode: 404, type: "/problems/year-no-method");
        if (province is not null && !(await Regions.ProvinceNames(db, cancel)).ContainsKey(province))
            return TypedResults.Problem("province is a code of two digits of Kemendagri, such as 17", statusCode: 400, type: "/problems/province-unknown");
        var results = await PublishedResults.Of(db, year, found.Classes, province, cancel);
        return TypedResults.Ok(results.Select(r => Answer(r.Agency, r.Province, year, r.Score, r.Rank)).ToArray());
    }

    private static async Task<Results<Ok<AgencyAnswer>, ProblemHttpResult>> Agency(string id, PatuhDb db, CancellationToken cancel)
    {
        if (await AgencyHistory.Read(db, id, cancel) is not { } history)
            return TypedResults.Problem("there is no agency of that id", statusCode: 404, type: "/problems/agency-unknown");
        var results = history.Years.Where(y => y.Score is not null).Select(y =>
            Answer(history.Agency, Province(history, y.Year.Year), y.Year.Year, y.Score, y.Claims.FirstOrDefault(c => c.Kind == "rank")));
        var claims = history.Years.SelectMany(y => y.Claims).Select(c => new ClaimAnswer(c.Year, c.Kind, c.Value, c.SaidBy, c.Source, c.SourceUrl));
        return TypedResults.Ok(new AgencyAnswer(history.Agency.Id, history.Agency.Name, history.Agency.Class, [.. results], [.. claims]));
    }

    private static string? Province(AgencyHistory history, int year) =>
        history.Regions.LastOrDefault(r => string.CompareOrdinal(r.ValidFrom, $"{year}-01-01") <= 0)?.Code[..2];

    private static ResultAnswer Answer(AgencyRow agency, string? province, int year, ClaimRow? score, ClaimRow? rank)
    {
        var instrument = InstrumentLibrary.Of(year);
        var band = score?.Hundredths is { } h ? instrument.BandOf(h) : null;
        return new(
            agency.Id, agency.Name, agency.Class, province, year, score?.Hundredths is { } hundredths ? Bands.TwoDecimals(hundredths) : null,
            band?.Category, band?.Opinion?.Id, band?.Predicate?.Id, band?.Zone, rank?.Place, rank?.Scope, (score ?? rank)?.Source);
    }
}
