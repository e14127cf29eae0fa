namespace Patuh.Platform.Web;

/// <summary>What a room brings to the site: services and routes beyond its pages, which are found by themselves.</summary>
internal sealed record SitePart(Action<IServiceCollection> Services, Action<IEndpointRouteBuilder> Routes);
