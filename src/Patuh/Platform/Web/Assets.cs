using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Patuh.Platform.Web;

/// <summary>Stylesheet, script, icon and font: kept for a year, for their names hold their hash.</summary>
internal static class Assets
{
    public static void Use(WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(folder))
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(folder),
                ContentTypeProvider = Types(),
                OnPrepareResponse = r => r.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
            });
    }

    private static FileExtensionContentTypeProvider Types()
    {
        var types = new FileExtensionContentTypeProvider();
        foreach (var text in (string[])[".css", ".js", ".svg"])
            types.Mappings[text] += "; charset=utf-8";
        return types;
    }
}
