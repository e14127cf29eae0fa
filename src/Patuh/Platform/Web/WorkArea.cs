namespace Patuh.Platform.Web;

/// <summary>
/// Where people work signed in: everything under <c>/kerja</c>. Cookies are given and sent there alone, so that no public page can read one; nothing of it
/// is kept by browsers or proxies.
/// </summary>
internal static class WorkArea
{
    public const string Root = "/kerja";

    public static bool Is(PathString path) => path.StartsWithSegments(Root);

    /// <summary>An address to go on to after signing in, or null: one that leads elsewhere is not followed.</summary>
    public static string? Within(string? to) =>
        to is ['/', ..] and { Length: < 2000 } && Is(new PathString(to.Split('?')[0])) && !to.Contains('\\') && !to.Any(char.IsControl) ? to : null;

    public static bool Is(HttpContext context) => Is(context.Request.Path);
}
