using System.Globalization;
using Patuh.Results.Published;

namespace Patuh.Results.Home;

/// <summary>The published national counts of a year: of all, and by class where known.</summary>
internal sealed record NationalYear(int Year, TallyRow All, IReadOnlyDictionary<string, TallyRow> Classes)
{
    public IReadOnlyDictionary<string, int> Counts { get; } = Read(All);

    /// <summary>How many in a zone, or null where that was not published.</summary>
    public int? Zone(string zone) => Counts.TryGetValue(zone, out var count) ? count : null;

    public static IReadOnlyDictionary<string, int> Read(TallyRow row) => row.Counts.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(c => c.Split('=')).ToDictionary(c => c[0], c => int.Parse(c[1], CultureInfo.InvariantCulture));

    /// <summary>Each year with a national count, oldest first.</summary>
    public static IReadOnlyList<NationalYear> Of(IEnumerable<TallyRow> rows) => [.. rows.GroupBy(r => r.Year).OrderBy(g => g.Key)
        .Where(g => g.Any(r => r.Class == "all"))
        .Select(g => new NationalYear(g.Key, g.First(r => r.Class == "all"), g.Where(r => r.Class != "all").ToDictionary(r => r.Class)))];
}
