using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Platform.Web;

namespace Patuh.Tests.Support;

/// <summary>A route of the program: how it is asked, and who may.</summary>
internal sealed record RouteEntry(string Method, string Pattern, AccessAttribute? Access)
{
    public string? Right => Access is NeedsAttribute needs ? needs.For(Method) : null;

    /// <summary>What stands in the table for a role: where it may use the route.</summary>
    public string Cell(Role role) => Access switch
    {
        PublicAttribute => "everybody",
        SignedInAttribute => "own",
        NeedsAttribute when !role.Rights.Contains(Right!) => "–",
        NeedsAttribute => string.Join(", ", role.Within.Select(k => k switch
        {
            OrganisationKind.HeadOffice => "nation",
            OrganisationKind.RegionalOffice => "region",
            OrganisationKind.Agency => "agency",
            _ => "unit",
        })),
        _ => "closed",
    };
}

/// <summary>Every route that the program serves, as it stands in docs/permissions.md.</summary>
internal static class RouteTable
{
    public static async Task<IReadOnlyList<RouteEntry>> Of(IServiceProvider services)
    {
        var routes = new List<RouteEntry>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            // pages have their access on the model, which is compiled when the page is first asked for
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                continue;
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                if (method != "HEAD")
                    routes.Add(new RouteEntry(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<AccessAttribute>()));
        }
        var loader = services.GetRequiredService<PageLoader>();
        foreach (var page in services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var access = compiled.ModelTypeInfo!.GetCustomAttribute<AccessAttribute>(inherit: true);
            foreach (var handler in compiled.HandlerMethods)
                routes.Add(new RouteEntry(handler.HttpMethod.ToUpperInvariant(), "/" + page.AttributeRouteInfo!.Template + (handler.Name is null ? "" : "?handler=" + handler.Name), access));
        }
        return [.. routes.DistinctBy(r => (r.Method, r.Pattern)).OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal)];
    }

    public static string Markdown(IReadOnlyList<RouteEntry> routes)
    {
        var roles = RoleCatalog.Current.AllRoles;
        var text = new StringBuilder();
        text.Append("""
            # Who may do what

            Made by a test from the routes of the program and content/roles.yaml; it fails when this file is not what it would write. A route that says nothing
            about access is closed. *nation*: everywhere; *region*: in the provinces that the office serves; *agency*: the agency and its units; *unit*: the unit;
            *own*: what belongs to the person alone. A right marked with * asks for a second factor. What is foreign is answered as if it did not exist (404);
            a route for which a role holds no right is refused (403); nobody signed in is led to the sign-in page.

            ## Open to everybody


            """);
        foreach (var route in routes.Where(r => r.Access is PublicAttribute))
            text.Append($"- `{route.Method} {route.Pattern}`\n");
        text.Append("\n## For whoever is signed in\n\n");
        foreach (var route in routes.Where(r => r.Access is SignedInAttribute))
            text.Append($"- `{route.Method} {route.Pattern}`\n");
        text.Append("\n## By right\n\n| route | right |" + string.Concat(roles.Select(r => $" {r.Code.Replace('_', ' ')} |")) + "\n|---|---|" + string.Concat(roles.Select(_ => "---|")) + "\n");
        foreach (var route in routes.Where(r => r.Right is not null))
            text.Append($"| `{route.Method} {route.Pattern}` | {route.Right}{(RoleCatalog.Current.Right(route.Right!).Strong ? "*" : "")} |" + string.Concat(roles.Select(r => $" {route.Cell(r)} |")) + "\n");
        text.Append("\n## Rights of each role\n\nRights of rooms that are still to come stand here too: roles are data.\n\n| right |" + string.Concat(roles.Select(r => $" {r.Code.Replace('_', ' ')} |")) + "\n|---|" + string.Concat(roles.Select(_ => "---|")) + "\n");
        foreach (var right in RoleCatalog.Current.AllRights)
            text.Append($"| {right.Code}{(right.Strong ? "*" : "")} |" + string.Concat(roles.Select(r => r.Rights.Contains(right.Code) ? " x |" : "  |")) + "\n");
        return text.ToString();
    }
}
