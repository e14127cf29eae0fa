namespace Patuh.Platform.Web;

/// <summary>
/// A route of the work area that takes something other than a form. A page of another site cannot send it: its type is none that a browser sends without asking first,
/// which nobody here answers, and where a browser tells where a request comes from, it has to come from here.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SentAsAttribute(string mediaType) : Attribute
{
    /// <summary>Why a request is refused, or null.</summary>
    public int? Problem(HttpRequest request)
    {
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) || !sent.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            return StatusCodes.Status415UnsupportedMediaType;
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
            return StatusCodes.Status403Forbidden;
        // a program on a device has no page that it comes from
        return request.Headers.Origin.Count == 0 || OwnOrigin.Is(request) ? null : StatusCodes.Status403Forbidden;
    }
}

internal static class SentAsRoutes
{
    /// <summary>Takes JSON.</summary>
    public static RouteHandlerBuilder TakesJson(this RouteHandlerBuilder route) => route.WithMetadata(new SentAsAttribute("application/json"));
}
