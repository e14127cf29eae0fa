using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Patuh.Platform.Web;

/// <summary>
/// Public answers are the same for everybody: each is made once for an address, a version of the data and a way of packing, then served from
/// memory, with an ETag for those who have it already. Nothing that belongs to a person may pass here.
/// </summary>
internal sealed class PublicPages(SiteVersion version) : IOutputCachePolicy
{
    private const int LongestQuery = 512;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var readable = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        // health says what is now; an address of hostile length is not worth the memory
        var cacheable = readable && !request.Path.StartsWithSegments("/health") && !WorkArea.Is(request.Path) && request.QueryString.Value!.Length <= LongestQuery;
        context.EnableOutputCaching = cacheable;
        context.AllowCacheLookup = cacheable;
        context.AllowCacheStorage = cacheable;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Longest;
        if (!cacheable)
            return;
        if (await Tags(cancellation) is not { } tags)
        {
            context.EnableOutputCaching = false;
            return;
        }
        var packing = Packing(request.Headers.AcceptEncoding);
        // what is kept must be packed as its key says, whatever was asked for ("*" means anything)
        request.Headers.AcceptEncoding = packing switch { Web.Packing.Brotli => "br", Web.Packing.Gzip => "gzip", _ => default(StringValues) };
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["of"] = WantsCsv(request) && request.Path.StartsWithSegments("/api") ? tags.Key(packing) + " csv" : tags.Key(packing);
        context.HttpContext.Response.Headers.ETag = tags.ETag(packing);
    }

    /// <summary>Null when the database cannot be asked and nothing is known yet: then nothing is kept, and the page itself will say so.</summary>
    private async ValueTask<PageTags?> Tags(CancellationToken cancel)
    {
        try
        {
            return await version.Tags(cancel);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return null;
        }
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0 || WorkArea.Is(context.HttpContext))
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>How to pack, in few words: headers come in endless variety. Whoever refuses or weighs a packing gets it unpacked.</summary>
    private static Packing Packing(StringValues accepted)
    {
        var text = accepted.ToString();
        return text.Contains("q=0", StringComparison.OrdinalIgnoreCase) ? Web.Packing.None : text.Contains("br", StringComparison.OrdinalIgnoreCase) ? Web.Packing.Brotli : text.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? Web.Packing.Gzip : Web.Packing.None;
    }

    /// <summary>True when CSV is asked for, and not only as one of anything.</summary>
    public static bool WantsCsv(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase);
}
