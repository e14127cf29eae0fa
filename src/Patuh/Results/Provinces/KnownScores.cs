using Patuh.Agencies;
using Patuh.Platform.Ui;

namespace Patuh.Results.Provinces;

/// <summary>
/// How many scores of a province are known in a year, class by class: 17 scores of police resorts are none of regencies. Apart, of how many agencies a
/// band, zone or rank is known but no score.
/// </summary>
internal sealed record KnownScores(IReadOnlyDictionary<string, int> ByClass, int Unscored)
{
    private static readonly string[] Areas = ["province", "regency", "city"];

    public int Total => ByClass.Values.Sum();

    public bool Any => Total + Unscored > 0;

    private int OfAreas => ByClass.Where(c => Areas.Contains(c.Key)).Sum(c => c.Value);

    /// <summary>"11 nilai", and apart those of other classes: "17 polres".</summary>
    public string Says(Reader reader)
    {
        var others = AgencyClasses.All.Where(c => !Areas.Contains(c.Code) && ByClass.ContainsKey(c.Code))
            .Select(c => $"{ByClass[c.Code]} {reader.T(c.Words[0], (ByClass[c.Code] == 1 ? c.Name : c.Plural).En.ToLowerInvariant())}").ToList();
        if (Total == 0 && Unscored > 0)
            return reader.T($"{Unscored} tanpa nilai", $"{Unscored} without a score");
        return string.Join(", ", OfAreas > 0 || others.Count == 0 ? [reader.T($"{OfAreas} nilai", OfAreas == 1 ? "1 score" : $"{OfAreas} scores"), .. others] : others);
    }
}
