using Patuh.Platform.Ui;

namespace Patuh.Results.Published;

/// <summary>A published rank in words: "peringkat 4 dari 17 kabupaten/kota di Sumatera Selatan".</summary>
internal static class RankPhrase
{
    private const string National = " nasional";
    private const string Areas = " kab/kota";

    public static string Of(ClaimRow claim, Reader reader) => $"{reader.T("peringkat", "rank")} {claim.Place} {Among(claim, reader)}".TrimEnd();

    /// <summary>Among whom, without the place itself.</summary>
    public static string Among(ClaimRow claim, Reader reader)
    {
        var of = claim.OfCount is { } count ? reader.T($"dari {count}", $"of {count}") + " " : "";
        var scope = claim.Scope;
        return scope.Length == 0 ? of.TrimEnd()
            : scope.EndsWith(National, StringComparison.Ordinal) ? of + reader.T("secara nasional", "nationally")
            : scope.EndsWith(Areas, StringComparison.Ordinal) ? of + reader.T("kabupaten/kota di ", "regencies and cities in ") + scope[..^Areas.Length]
            : of + reader.T("di ", "in ") + scope;
    }
}
