using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary>Whether a request comes from a page of this site: browsers send the page's origin with everything that changes something, and no script can write it.</summary>
internal static class OwnOrigin
{
    public static bool Is(HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } text] || !Uri.TryCreate(text, UriKind.Absolute, out var origin))
            return false;
        // without the site's own address the scheme is the proxy's affair
        var site = request.HttpContext.RequestServices.GetRequiredService<SiteOperator>();
        return site.PublicUrl is { } own ? new Uri(own).GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority) : origin.Authority == request.Host.Value;
    }
}
