namespace Patuh.Platform.Web;

/// <summary>
/// Who may use a route. A route without one of these is closed to everybody: opening is something that somebody decides, and docs/permissions.md shows it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal abstract class AccessAttribute : Attribute;

/// <summary>Everybody, signed in or not.</summary>
internal sealed class PublicAttribute : AccessAttribute;

/// <summary>Whoever is signed in, for what is their own.</summary>
internal sealed class SignedInAttribute : AccessAttribute;

/// <summary>Who holds a right somewhere; whether it holds for the resource is asked once that is known.</summary>
/// <param name="right">For reading, and for sending where <see cref="Send"/> says nothing else.</param>
internal sealed class NeedsAttribute(string right) : AccessAttribute
{
    public string Right { get; } = right;

    /// <summary>The right that sending something asks for.</summary>
    public string? Send { get; init; }

    public string For(string method) => HttpMethods.IsPost(method) ? Send ?? Right : Right;
}

internal static class AccessRoutes
{
    /// <summary>Opens routes to everybody.</summary>
    public static T Public<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new PublicAttribute());
}
