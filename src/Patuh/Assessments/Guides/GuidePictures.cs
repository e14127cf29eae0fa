using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Guides;

/// <summary>The pictures of the guides, which the tests took.</summary>
internal static class GuidePictures
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Guide.Path + "/gambar/{file}", Show).ExcludeFromDescription().Public();

    private static Results<PhysicalFileHttpResult, NotFound> Show(string file, HttpContext http)
    {
        if (Guide.Picture(file) is not { } path)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.PhysicalFile(path, "image/png");
    }
}
