using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace Patuh.Platform.Web;

/// <summary>
/// How much one address may ask: generous for reading, which memory mostly answers; little for forms. The API says what is left in the headers of the
/// IETF draft (RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset).
/// </summary>
internal static class RateLimits
{
    public const string Forms = "forms";
    public const string Api = "api";

    /// <summary>Requests of one address to the API in a minute.</summary>
    public const int ApiPerMinute = 600;

    private const int FormsPerTenMinutes = 10;

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        // only what is sent counts: the empty form may be opened as often as one likes
        o.AddPolicy(Forms, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Who(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = FormsPerTenMinutes, Window = TimeSpan.FromMinutes(10) })
            : RateLimitPartition.GetNoLimiter("reading"));
    });

    /// <summary>One person or house: the address, of IPv6 the network.</summary>
    public static string Who(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
