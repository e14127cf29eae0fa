using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary>
/// A cookie of the work area: for its path alone and out of reach of scripts. Where readers come by TLS it is <c>Secure</c> and its name says so, also when the
/// proxy's word about the scheme does not count.
/// </summary>
internal sealed class WorkCookie : CookieBuilder
{
    private readonly bool secure;

    public WorkCookie(string name, SameSiteMode sameSite, SiteOperator site)
    {
        secure = site.IsHttps;
        (Name, Path, HttpOnly, SameSite, IsEssential) = (secure ? "__Secure-" + name : name, WorkArea.Root, true, sameSite, true);
    }

    // not SecurePolicy: with Always, forms are refused wherever this program itself is asked by http
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure |= secure;
        return options;
    }
}
