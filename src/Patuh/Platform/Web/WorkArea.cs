namespace Patuh.Platform.Web;

/// <summary>
/// Where people work signed in: everything under <c>/kerja</c>. Cookies are given and sent there alone, so that no public page can read one; nothing of it
/// is kept by browsers or proxies.
/// </summary>
internal static class WorkArea
{
    public const string Root = "/kerja";

    public static bool Is(PathString path) => path.StartsWithSegments(Root);

    public static bool Is(HttpContext context) => Is(context.Request.Path);
}
