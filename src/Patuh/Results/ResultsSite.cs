using Patuh.Agencies.Directory;
using Patuh.Platform.Web;
using Patuh.Results.Api;
using Patuh.Results.Crawl;
using Patuh.Results.Data;
using Patuh.Results.Ranking;

namespace Patuh.Results;

/// <summary>What the results bring to the site beyond their pages.</summary>
internal static class ResultsSite
{
    public static SitePart Part { get; } = new(Services, Routes);

    private static void Services(IServiceCollection services)
    {
        services.AddVersioned(AgencyDirectory.Read);
        services.AddVersioned<int, YearFacts>(YearFacts.Read);
    }

    private static void Routes(IEndpointRouteBuilder all)
    {
        var routes = all.MapGroup("").Public();
        PublicApi.Map(routes);
        RankingFiles.Map(routes);
        DataFiles.Map(routes);
        Crawlers.Map(routes);
    }
}
