using System.Text;
using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;

namespace Patuh.Results.Crawl;

/// <summary>For search engines: what they may read, and the pages that hold something. Simulated years are not among them.</summary>
internal static class Crawlers
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", (HttpRequest request, SiteOperator site) => TypedResults.Text(
            $"User-agent: *\nDisallow: /latihan\nDisallow: /en/latihan\nDisallow: /api/v1/practice\n\nSitemap: {site.Address(request, "/sitemap.xml")}\n")).ExcludeFromDescription();
        routes.MapGet("/sitemap.xml", Sitemap).ExcludeFromDescription();
    }

    private static async Task<IResult> Sitemap(HttpRequest request, PatuhDb db, SiteOperator site, Versioned<AgencyDirectory> directories, CancellationToken cancel)
    {
        var directory = await directories.Get(cancel);
        var known = await db.Set<ClaimRow>().Select(c => c.AgencyId).Distinct().OrderBy(id => id).ToListAsync(cancel);
        string[] fixedPages = ["/", "/peringkat", "/sepuluh-besar", "/banding", "/hitung", "/metode", "/data", "/koreksi", "/segel", "/tentang"];
        var paths = fixedPages
            .Concat(InstrumentLibrary.Ids.Select(i => "/metode/" + i))
            .Concat(directory.Provinces.Select(p => "/provinsi/" + p.Slug))
            .Concat(known.Select(id => "/instansi/" + id));
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        foreach (var path in paths)
            foreach (var local in (string[])[path, path == "/" ? "/en" : "/en" + path])
                xml.Append("<url><loc>").Append(HtmlEncoder.Default.Encode(site.Address(request, local))).Append("</loc></url>\n");
        return TypedResults.Text(xml.Append("</urlset>\n").ToString(), "application/xml", Encoding.UTF8);
    }
}
