using Microsoft.AspNetCore.DataProtection;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.SignIn;

/// <summary>
/// A cookie that says that an account was signed in to on this device before. It opens nothing: it only gives guesses on this device a budget of their own.
/// </summary>
internal sealed class KnownDevice(IDataProtectionProvider protection, SiteOperator site, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    private readonly WorkCookie cookie = new("patuh-device", SameSiteMode.Strict, site) { MaxAge = Lasts };

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("patuh.known-device").ToTimeLimitedDataProtector();

    /// <summary>False when the device says of no account that it was used here.</summary>
    public bool Any(HttpRequest request) => request.Cookies.ContainsKey(cookie.Name!);

    /// <summary>The device's id, when it is known for that account.</summary>
    public string? Of(HttpRequest request, string personId)
    {
        if (request.Cookies[cookie.Name!] is not { Length: < 1000 } kept)
            return null;
        try
        {
            return protector.Unprotect(kept) is var id && id.StartsWith(personId + " ", StringComparison.Ordinal) ? id : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext http, string personId)
    {
        if (Of(http.Request, personId) is not null)
            return;
        var id = $"{personId} {Guid.CreateVersion7(time.GetUtcNow()):N}";
        http.Response.Cookies.Append(cookie.Name!, protector.Protect(id, Lasts), cookie.Build(http));
    }
}
