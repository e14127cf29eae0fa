using Patuh.Platform.Ui;

namespace Patuh.Results.Published;

/// <summary>A published rank in words: "peringkat 4 dari 17 kabupaten/kota di Sumatera Selatan".</summary>
internal static class RankPhrase
{
    private const string Areas = " kab/kota";
    private const string Zone = " zona ";

    public static string Of(ClaimRow claim, Reader reader) => $"{reader.T("peringkat", "rank")} {claim.Place} {Among(claim, reader)}".TrimEnd();

    /// <summary>Among how many and whom, without the place itself.</summary>
    public static string Among(ClaimRow claim, Reader reader)
    {
        var of = claim.OfCount is { } count ? reader.T($"dari {count}", $"of {count}") + " " : "";
        return claim.Scope.Length == 0 ? of.TrimEnd() : of + AmongWhom(claim, reader.English);
    }

    /// <summary>Among whom: "secara nasional", "kabupaten/kota di Bengkulu".</summary>
    public static string AmongWhom(ClaimRow claim, bool english)
    {
        if (RankScope.IsNational(claim))
            return english ? "nationally" : "secara nasional";
        // "Jawa Timur kab/kota zona hijau"
        var (scope, zone) = (claim.Scope, "");
        if (scope.LastIndexOf(Zone, StringComparison.Ordinal) is > 0 and var at)
            (scope, zone) = (scope[..at], scope[(at + Zone.Length)..]);
        var within = english ? "in " : "di ";
        var area = scope.EndsWith(Areas, StringComparison.Ordinal)
            ? (english ? "regencies and cities " : "kabupaten/kota ") + within + scope[..^Areas.Length]
            : within + scope;
        return zone.Length == 0 ? area : area + (english ? $", {ZoneWords.English(zone)} zone" : $", zona {zone}");
    }
}
