using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Ranking;

namespace Patuh.Results.Data;

/// <summary>A year to take away: <c>/data/2023.csv</c> and <c>/data/2023.zip</c>.</summary>
internal static class DataFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data/{year:int}.csv", Csv).ExcludeFromDescription();
        routes.MapGet("/data/{year:int}.zip", Zip).ExcludeFromDescription();
    }

    private static async Task<IResult> Csv(int year, HttpContext http, PatuhDb db, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, SiteOperator site, CancellationToken cancel) =>
        AssessmentYears.HasMethod(year)
            ? TypedResults.File(new YearData(db, await years.Get(year, cancel), await directories.Get(cancel), site, Reader.Of(http)).Results(), "text/csv; charset=utf-8", $"patuh-{year}.csv")
            : TypedResults.NotFound();

    private static async Task<IResult> Zip(int year, HttpContext http, PatuhDb db, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, SiteOperator site, SiteVersion version, CancellationToken cancel) =>
        AssessmentYears.HasMethod(year)
            ? TypedResults.File(
                await YearPackage.Make(new YearData(db, await years.Get(year, cancel), await directories.Get(cancel), site, Reader.Of(http)), year, site, (await version.Data(cancel)).Version, cancel),
                "application/zip", $"patuh-{year}.zip")
            : TypedResults.NotFound();
}
