using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Patuh.Platform.Api;

namespace Patuh.Platform.Web;

/// <summary>
/// How much one address or person may ask. Public pages come from memory and are not counted, but for searches, of which each is another; the API is generous and says what is left in the headers RateLimit-Limit,
/// RateLimit-Remaining and RateLimit-Reset (IETF draft); forms may be sent a few times.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    public const string Forms = "forms";
    public const string Search = "search";
    public const string Work = "work";

    /// <summary>Beginning to practise: a class behind one address begins at once.</summary>
    public const string Practice = "practice";

    /// <summary>Searches of one address that are not answered from memory: that many at once, then one a second.</summary>
    public const int Searches = 60;

    /// <summary>Requests of one person to the work area: that many at once, then ten a second.</summary>
    public const int WorkPerMinute = 600;

    /// <summary>Requests of one address to the API in a minute, also as a burst.</summary>
    public const int ApiPerMinute = 600;

    private const int ApiPerSecond = ApiPerMinute / 60;
    private const int FormsPerTenMinutes = 10;
    private const int PracticesPerTenMinutes = 100;

    private readonly PartitionedRateLimiter<HttpContext> api = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        Bucket(Who(http), ApiPerMinute, ApiPerSecond));

    /// <summary>Counts a request to the API and tells what is left.</summary>
    public Task Count(HttpContext http, RequestDelegate next)
    {
        using var lease = api.AttemptAcquire(http);
        var left = Math.Max(0, api.GetStatistics(http)?.CurrentAvailablePermits ?? 0);
        // until all is there again; refused, until there is one
        var wait = lease.IsAcquired ? (ApiPerMinute - left + ApiPerSecond - 1) / ApiPerSecond : 1;
        // at the very end, for answers from memory bring the headers of the first
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers["RateLimit-Limit"] = Text(ApiPerMinute);
            headers["RateLimit-Remaining"] = Text(left);
            headers["RateLimit-Reset"] = Text(wait);
            return Task.CompletedTask;
        });
        if (lease.IsAcquired)
            return next(http);
        http.Response.Headers.RetryAfter = Text(wait);
        return Refusals.TooMany().ExecuteAsync(http);

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public static void Add(IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        // only what is sent counts: the empty form may be opened as often as one likes
        o.AddPolicy(Forms, http => Sent(http, FormsPerTenMinutes));
        o.AddPolicy(Practice, http => Sent(http, PracticesPerTenMinutes));
        o.AddPolicy(Search, http => Bucket(Who(http), Searches, perSecond: 1));
        o.AddPolicy(Work, http => Bucket(http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Who(http), WorkPerMinute, perSecond: WorkPerMinute / 60));
    });

    public void Dispose() => api.Dispose();

    private static RateLimitPartition<string> Sent(HttpContext http, int perTenMinutes) => HttpMethods.IsPost(http.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(Who(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = perTenMinutes, Window = TimeSpan.FromMinutes(10) })
        : RateLimitPartition.GetNoLimiter("reading");

    private static RateLimitPartition<string> Bucket(string who, int size, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions { TokenLimit = size, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) });

    /// <summary>One person or house: the address, of IPv6 the network.</summary>
    private static string Who(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
