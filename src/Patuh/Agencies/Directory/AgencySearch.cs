namespace Patuh.Agencies.Directory;

/// <summary>An agency that a search found, best first; <c>Exact</c> when the words are one of its names.</summary>
internal sealed record Found(DirectoryEntry Agency, int Worth, bool Exact);

/// <summary>
/// Finds agencies as people write them: with or without spaces ("Lubuklinggau"), by short names ("Muba", "OKUT"), with the word for a class in front
/// ("kab muba"), and with a letter or two wrong ("Bengklu").
/// </summary>
internal static class AgencySearch
{
    private const int Most = 50;
    private const int ShortestFuzzy = 4;

    /// <summary>Words that say which class is meant.</summary>
    private static readonly Dictionary<string, string> ClassWords = new()
    {
        ["provinsi"] = "province",
        ["prov"] = "province",
        ["pemprov"] = "province",
        ["kabupaten"] = "regency",
        ["kab"] = "regency",
        ["pemkab"] = "regency",
        ["kota"] = "city",
        ["pemkot"] = "city",
        ["polres"] = "police_resort",
        ["polresta"] = "police_resort",
        ["polrestabes"] = "police_resort",
        ["kantah"] = "land_office",
        ["bpn"] = "land_office",
        ["kementerian"] = "ministry",
    };

    /// <summary>What is found; nothing for a query without a letter or digit.</summary>
    /// <param name="directory">Where to look.</param>
    /// <param name="query">Short, as a person types it: whoever asks has refused longer ones.</param>
    public static IReadOnlyList<Found> Search(this AgencyDirectory directory, string query)
    {
        var words = Words(query);
        if (words.Length == 0)
            return [];
        var meant = words.Length > 1 ? ClassWords.GetValueOrDefault(words[0]) : null;
        var rest = meant is null ? words : words[1..];
        var (key, whole) = (NameKey.Of(string.Join(' ', rest)), string.Concat(words));
        return [.. directory.Agencies
            .Select(a => (Agency: a, Worth: Worth(a, key, whole, rest)))
            .Where(f => f.Worth > 0)
            .Select(f => new Found(f.Agency, f.Worth + Meant(f.Agency, meant), f.Worth >= 100 && (meant is null || meant == f.Agency.Class)))
            .OrderByDescending(f => f.Worth).ThenBy(f => f.Agency.Name.Length).ThenBy(f => f.Agency.Name, StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>The class that a query names by its first word, or null.</summary>
    public static string? MeantClass(string query) => Words(query) is { Length: > 1 } words ? ClassWords.GetValueOrDefault(words[0]) : null;

    /// <summary>The words of a query, without a year, which every page offers anyway, and with a common slip mended.</summary>
    private static string[] Words(string query)
    {
        var words = Array.ConvertAll(NameKey.Words(query), w => w == "kementrian" ? "kementerian" : w);
        var named = Array.FindAll(words, w => !(w.Length == 4 && w.StartsWith("20", StringComparison.Ordinal) && w.All(char.IsAsciiDigit)));
        return named.Length > 0 ? named : words;
    }

    private static int Meant(DirectoryEntry agency, string? meant) => meant is null ? agency.Class is "regency" or "city" or "province" ? 1 : 0 : meant == agency.Class ? 10 : -20;

    private static int Worth(DirectoryEntry agency, string key, string whole, string[] words)
    {
        var best = 0;
        foreach (var name in agency.Keys)
            best = Math.Max(best, name == key || name == whole ? 100
                : name.StartsWith(key, StringComparison.Ordinal) ? 85 - Math.Min(20, name.Length - key.Length)
                : key.Length > 2 && name.Contains(key, StringComparison.Ordinal) ? 55
                : Near(name, key));
        // every word begins a word of the name, in any order: "timur oku"
        if (best < 70 && words.All(w => Array.Exists(agency.Words, n => n.StartsWith(w, StringComparison.Ordinal))))
            best = 70;
        return best;
    }

    /// <summary>One wrong letter in each four is forgiven.</summary>
    private static int Near(string name, string key)
    {
        if (key.Length < ShortestFuzzy)
            return 0;
        var allowed = Math.Min(3, key.Length / 4);
        var distance = EditDistance.Within(name, key, allowed);
        return distance <= allowed ? 52 - (8 * distance) : 0;
    }
}
