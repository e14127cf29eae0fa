using System.Globalization;

namespace Patuh.Agencies.Directory;

/// <summary>What a person typed, taken apart: the words of a name (with the word for a class in front, if there is one) and a year.</summary>
internal sealed record AgencyQuery(string[] Words, int? Year)
{
    private const int LongestProvince = 5;

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

    /// <summary>The class that is named by the first word, or null.</summary>
    public string? Class => Words.Length > 1 ? ClassWords.GetValueOrDefault(Words[0]) : null;

    /// <summary>The words without that of the class.</summary>
    public string[] Name => Class is null ? Words : Words[1..];

    /// <summary>Reads what was typed; "pemerintah" in front says nothing, and a common slip is mended.</summary>
    public static AgencyQuery Of(string text)
    {
        var words = NameKey.Words(text).Select(w => w == "kementrian" ? "kementerian" : w).ToList();
        var at = words.FindIndex(w => w.Length == 4 && w.StartsWith("20", StringComparison.Ordinal) && w.All(char.IsAsciiDigit));
        int? year = at < 0 ? null : int.Parse(words[at], CultureInfo.InvariantCulture);
        if (at >= 0)
            words.RemoveAt(at);
        if (words.Count > 2 && words[0] == "pemerintah" && words[1] == "daerah")
            words.RemoveAt(1);
        if (words.Count > 1 && words[0] is "pemerintah" or "pemda")
            words.RemoveAt(0);
        return new AgencyQuery([.. words], year);
    }

    /// <summary>Other ways to understand the words: a province before or after the name ("lebong bengkulu"), the class after it ("bengkulu kota").</summary>
    public IEnumerable<(AgencyQuery Query, Province? In)> Readings(AgencyDirectory directory)
    {
        var (head, name) = (Words[..^Name.Length], Name);
        for (var n = Math.Min(LongestProvince, name.Length - 1); n > 0; n--)
        {
            if (directory.ProvinceNamed(string.Concat(name[^n..])) is { } after)
                yield return (this with { Words = [.. head, .. name[..^n]] }, after);
            if (directory.ProvinceNamed(string.Concat(name[..n])) is { } before)
                yield return (this with { Words = [.. head, .. name[n..]] }, before);
        }
        if (Class is null && name.Length > 1 && ClassWords.ContainsKey(name[^1]))
            yield return (this with { Words = [name[^1], .. name[..^1]] }, null);
    }
}
