using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Results.Published;

/// <summary>An agency's published result in a year, with the code of the area it had then.</summary>
internal sealed record PublishedResult(AgencyRow Agency, string? Region, Resolution Result)
{
    public string? Province => Region?[..2];

    public ClaimRow? Score => Result.Score;

    public ClaimRow? Rank => Result.Rank;

    public ClaimRow? NotAssessed => Result.NotAssessed;
}

/// <summary>Reads what was published.</summary>
internal static class PublishedResults
{
    private const string OmbudsmanName = "Ombudsman RI";
    private const string OmbudsmanSite = "ombudsman.go.id";

    /// <summary>The Ombudsman's own word first, then what stands on its own site; equals stay in their order.</summary>
    public static IOrderedEnumerable<ClaimRow> ByPreference(this IEnumerable<ClaimRow> claims) => claims
        .OrderByDescending(c => IsOmbudsman(c))
        .ThenByDescending(c => c.Source.Contains(OmbudsmanSite, StringComparison.OrdinalIgnoreCase));

    public static bool IsOmbudsman(ClaimRow claim) => claim.SaidBy.StartsWith(OmbudsmanName, StringComparison.Ordinal);

    /// <summary>All agencies with a claim in a year, best score first. Two queries, whatever the number of agencies.</summary>
    public static async Task<List<PublishedResult>> Of(PatuhDb db, int year, CancellationToken cancel)
    {
        var instrument = AssessmentYears.HasMethod(year) ? InstrumentLibrary.Of(year) : null;
        var rows = await db.Set<ClaimRow>().Where(c => c.Year == year).OrderBy(c => c.Id)
            .Join(db.Set<AgencyRow>(), c => c.AgencyId, a => a.Id, (c, a) => new { Claim = c, Agency = a })
            .ToListAsync(cancel);
        var regions = await Regions.In(db, year).ToDictionaryAsync(r => r.AgencyId, r => r.Code, cancel);
        return [.. rows.GroupBy(r => r.Agency.Id)
            .Select(g => new PublishedResult(g.First().Agency, regions.GetValueOrDefault(g.Key), Resolution.Of(instrument, g.Select(r => r.Claim))))
            // a milestone or a target alone is no result of the year
            .Where(r => r.Result.Any)
            .OrderByDescending(r => r.Score?.Hundredths ?? -1).ThenBy(r => r.Agency.Name, StringComparer.Ordinal)];
    }

    /// <summary>The preferred score of each agency in a year, in hundredths.</summary>
    public static async Task<Dictionary<string, int>> Scores(PatuhDb db, int year, CancellationToken cancel) =>
        (await db.Set<ClaimRow>().Where(c => c.Year == year && c.Kind == "score" && c.Hundredths != null).OrderBy(c => c.Id).ToListAsync(cancel))
        .GroupBy(c => c.AgencyId).ToDictionary(g => g.Key, g => g.ByPreference().First().Hundredths!.Value);

    /// <summary>How many of each class with a score in a year.</summary>
    public static async Task<Dictionary<(int Year, string Class), int>> Counts(PatuhDb db, CancellationToken cancel) =>
        (await db.Set<ClaimRow>().Where(c => c.Kind == "score")
            .Join(db.Set<AgencyRow>(), c => c.AgencyId, a => a.Id, (c, a) => new { c.Year, a.Class, a.Id }).Distinct()
            .GroupBy(r => new { r.Year, r.Class }).Select(g => new { g.Key.Year, g.Key.Class, Count = g.Count() }).ToListAsync(cancel))
        .ToDictionary(r => (r.Year, r.Class), r => r.Count);

    /// <summary>Competition ranks over a list that is known to be whole.</summary>
    public static Dictionary<string, Scoring.Rank> Ranks(IEnumerable<PublishedResult> whole)
    {
        var ranks = new Dictionary<string, Scoring.Rank>();
        Ranker.Compete(
            whole.Where(r => r.Score?.Hundredths is not null).ToArray(),
            (a, b) => b.Score!.Hundredths!.Value.CompareTo(a.Score!.Hundredths!.Value),
            (r, rank) => ranks[r.Agency.Id] = rank);
        return ranks;
    }
}
