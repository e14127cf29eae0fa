using Patuh.Platform.Data;

namespace Patuh.Platform.Web;

/// <summary>What a room brings to the site: services and routes beyond its pages, which are found by themselves.</summary>
internal sealed record SitePart(Action<IServiceCollection> Services, Action<IEndpointRouteBuilder> Routes)
{
    /// <summary>What has to stand in the database before the first request.</summary>
    public Action<PatuhDb>? Prepare { get; init; }

    /// <summary>What is done once before the first request, so that it is quick afterwards.</summary>
    public Func<IServiceProvider, CancellationToken, Task>? Rehearse { get; init; }

    /// <summary>Steps between routing and the route itself.</summary>
    public Action<IApplicationBuilder>? Pipeline { get; init; }
}
