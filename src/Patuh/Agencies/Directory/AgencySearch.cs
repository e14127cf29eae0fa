namespace Patuh.Agencies.Directory;

/// <summary>An agency that a search found, best first; <c>Exact</c> when the words are one of its names.</summary>
internal sealed record Found(DirectoryEntry Agency, int Worth, bool Exact);

/// <summary>
/// Finds agencies as people write them: with or without spaces ("Lubuklinggau"), by short names ("Muba", "OKUT"), with the word for a class in front
/// ("kab muba"), with the province beside the name ("lebong bengkulu"), and with a letter or two wrong ("Bengklu").
/// </summary>
internal static class AgencySearch
{
    private const int Most = 50;
    private const int ShortestFuzzy = 4;

    /// <summary>What is found; nothing for a query without a letter or digit.</summary>
    /// <param name="directory">Where to look.</param>
    /// <param name="query">Short, as a person types it: whoever asks has refused longer ones.</param>
    public static IReadOnlyList<Found> Search(this AgencyDirectory directory, string query)
    {
        var typed = AgencyQuery.Of(query);
        if (typed.Words.Length == 0)
            return [];
        var best = directory.Search(typed, null);
        if (best.Any(f => f.Exact))
            return best;
        foreach (var (reading, province) in typed.Readings(directory))
        {
            var found = directory.Search(reading, province);
            if (found.Any(f => f.Exact))
                return found;
            if (found.Count > 0 && (best.Count == 0 || found[0].Worth > best[0].Worth))
                best = found;
        }
        return best;
    }

    private static IReadOnlyList<Found> Search(this AgencyDirectory directory, AgencyQuery query, Province? province)
    {
        var (meant, key, whole) = (query.Class, NameKey.Of(string.Join(' ', query.Name)), string.Concat(query.Words));
        return [.. directory.Agencies
            .Where(a => province is null || Array.Exists(a.Regions, r => r.Code.StartsWith(province.Code, StringComparison.Ordinal)))
            .Select(a => (Agency: a, Worth: Worth(a, key, whole, query.Name, meant)))
            .Where(f => f.Worth > 0)
            .Select(f => new Found(f.Agency, f.Worth + Meant(f.Agency, meant), f.Worth >= 100 && (meant is null || meant == f.Agency.Class)))
            .OrderByDescending(f => f.Worth).ThenBy(f => f.Agency.Name.Length).ThenBy(f => f.Agency.Name, StringComparer.Ordinal).Take(Most)];
    }

    private static int Meant(DirectoryEntry agency, string? meant) => meant is null ? agency.Class is "regency" or "city" or "province" ? 1 : 0 : meant == agency.Class ? 10 : -20;

    private static int Worth(DirectoryEntry agency, string key, string whole, string[] words, string? meant)
    {
        var best = 0;
        foreach (var name in agency.Keys)
            best = Math.Max(best, name == key || name == whole ? 100
                : name.StartsWith(key, StringComparison.Ordinal) ? 85 - Math.Min(20, name.Length - key.Length)
                : key.Length > 2 && name.Contains(key, StringComparison.Ordinal) ? 55
                // who names a class and misspells the name means none of another class: "kementerian agama" is not Kabupaten Agam
                : meant is null ? Near(name, key)
                : meant == agency.Class ? Math.Max(Near(name, key), Near(name, whole)) : 0);
        // every word begins a word of the name, in any order: "timur oku"
        if (best < 70 && words.All(w => Array.Exists(agency.Words, n => n.StartsWith(w, StringComparison.Ordinal))))
            best = 70;
        return best;
    }

    /// <summary>One wrong letter is forgiven, two from nine letters on, three from fourteen.</summary>
    private static int Near(string name, string key)
    {
        if (key.Length < ShortestFuzzy)
            return 0;
        var allowed = Math.Min(3, ((key.Length - ShortestFuzzy) / 5) + 1);
        var distance = EditDistance.Within(name, key, allowed);
        return distance <= allowed ? 52 - (8 * distance) : 0;
    }
}
