namespace Patuh.Platform.Web;

/// <summary>
/// Where people work signed in: everything under <c>/kerja</c>. Cookies are given and sent there alone, so that no public page can read one; nothing of it
/// is kept by browsers or proxies.
/// </summary>
internal static class WorkArea
{
    public const string Root = "/kerja";

    /// <summary>What programs of the work area ask: the desk's own script, and devices on a visit.</summary>
    public const string Api = Root + "/api/v1";

    private static readonly Uri Here = new("http://here/");

    public static bool Is(PathString path) => path.StartsWithSegments(Root);

    /// <summary>
    /// An address to go on to after signing in, or null: one that leads elsewhere, also once its dots are followed as a browser does, is not followed. Escaped,
    /// for a header takes nothing else.
    /// </summary>
    public static string? Within(string? to) =>
        to is { Length: < 2000 } && !to.Contains('\\') && !to.Any(char.IsControl) && Uri.TryCreate(Here, to, out var address) && address.Host == Here.Host && address.Port == Here.Port && Is(address.AbsolutePath)
            ? address.PathAndQuery : null;

    public static bool IsApi(PathString path) => path.StartsWithSegments(Root + "/api");

    public static bool Is(HttpContext context) => Is(context.Request.Path);
}
