using Patuh.Agencies.Directory;

namespace Patuh.Results.Published;

/// <summary>Among whom a published rank was given, as sources word it: "kota nasional", "Jawa Tengah kab/kota", "Polda Sumatera Selatan".</summary>
internal static class RankScope
{
    private const string National = " nasional";
    private const string Areas = " kab/kota";

    private static readonly string[] Offices = ["Polda ", "Kanwil BPN "];

    /// <summary>True for a rank among the whole class.</summary>
    public static bool IsNational(ClaimRow rank) => rank.Scope.EndsWith(National, StringComparison.Ordinal);

    /// <summary>True for a rank within the ranking group of that province, and not within a part of it ("Jawa Timur kab/kota zona hijau").</summary>
    public static bool IsOf(ClaimRow rank, Province province, AgencyDirectory directory) => Within(rank) is { } name && directory.ProvinceNamed(name) == province;

    /// <summary>The name of the province within whose ranking group a rank was given, or null where it was given within something else.</summary>
    private static string? Within(ClaimRow rank)
    {
        var scope = rank.Scope;
        if (scope.Length == 0 || IsNational(rank))
            return null;
        if (scope.EndsWith(Areas, StringComparison.Ordinal))
            scope = scope[..^Areas.Length];
        foreach (var office in Offices)
            if (scope.StartsWith(office, StringComparison.Ordinal))
                scope = scope[office.Length..];
        return scope;
    }
}
