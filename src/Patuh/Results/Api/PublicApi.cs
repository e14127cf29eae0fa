using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Agencies;
using Patuh.Instruments;

namespace Patuh.Results.Api;

/// <summary>A year and its method, or the reason why it has none.</summary>
internal sealed record YearAnswer(int Year, string? Instrument, string? Reason);

/// <summary>A class of agencies: its code in files, its names, and its word in addresses.</summary>
internal sealed record ClassAnswer(string Code, string Indonesian, string English, string Scope);

/// <summary>The API, version 1: for reading, without a key, the same for everybody. Words are Indonesian, scores have a point and two decimals.</summary>
internal static class PublicApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        var years = api.MapGroup("").WithTags("years");
        years.MapGet("/years", Years).WithName("listYears").WithSummary("The years and their methods")
            .WithDescription("Every year from 2015 on: its instrument, or the reason why it has none (2020: no assessment; 2016: unknown).");
        years.MapGet("/classes", Classes).WithName("listClasses").WithSummary("The classes of agencies")
            .WithDescription("Codes as in the data files; scope is the word by which a class is named in addresses of rankings.");
        AgenciesApi.Map(api.MapGroup("").WithTags("agencies"));
        RankingsApi.Map(api.MapGroup("").WithTags("results"));
        InstrumentsApi.Map(api.MapGroup("").WithTags("instruments"));
        PracticeApi.Map(api.MapGroup("/practice").WithTags("practice"));
    }

    private static Ok<YearAnswer[]> Years() => TypedResults.Ok(AssessmentYears.All.Select(y => new YearAnswer(y.Year, y.Instrument, y.Reason?.En)).ToArray());

    private static Ok<ClassAnswer[]> Classes() =>
        TypedResults.Ok(AgencyClasses.All.Select(c => new ClassAnswer(c.Code, c.Name.Id, c.Name.En, Ranking.RankingScope.OfClass(c.Code).Slug)).ToArray());
}
