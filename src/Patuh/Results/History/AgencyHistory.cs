using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.History;

/// <summary>One year of an agency: what was claimed, the preferred score, and how it may be compared with the year before that has a score.</summary>
internal sealed record HistoryYear(AssessmentYear Year, IReadOnlyList<ClaimRow> Claims, ClaimRow? Score, Comparability? SinceBefore, int? Change, int? ChangeSince)
{
    public Instrument? Instrument => Year.Instrument is { } id ? InstrumentLibrary.Get(id).Instrument : null;

    /// <summary>Claims about zone or band that say different things.</summary>
    public bool Contradicts => Zones().Distinct().Count() > 1;

    /// <summary>The zone, by the preferred claim that tells it; null where none does.</summary>
    public string? Zone => Zones().FirstOrDefault();

    /// <summary>The published place among the whole class, or null.</summary>
    public int? NationalRank => Claims.FirstOrDefault(c => c is { Kind: "rank", Place: not null } && RankScope.IsNational(c))?.Place;

    /// <summary>The zone that each claim means, where it means one, in the order of preference.</summary>
    private IEnumerable<string> Zones()
    {
        if (Instrument is not { } instrument)
            yield break;
        foreach (var claim in Claims)
        {
            var zone = claim.Kind switch
            {
                "zone" => claim.Value,
                "score" when claim.Hundredths is { } h => instrument.BandOf(h).Zone,
                "band" => instrument.Bands.FirstOrDefault(b => Is(b.Category) || Is(b.Opinion?.Id) || Is(b.Predicate?.Id))?.Zone,
                _ => null,
            };
            if (zone is not null)
                yield return zone;

            bool Is(string? word) => string.Equals(word, claim.Value, StringComparison.OrdinalIgnoreCase);
        }
    }
}

/// <summary>An agency with everything that is known of it.</summary>
internal sealed record AgencyHistory(AgencyRow Agency, IReadOnlyList<AgencyRegionRow> Regions, IReadOnlyList<HistoryYear> Years, IReadOnlyList<CorrectionRow> Corrections)
{
    /// <summary>The years from the first of which anything is known.</summary>
    public IReadOnlyList<HistoryYear> Known => [.. Years.SkipWhile(y => y.Claims.Count == 0)];

    /// <summary>The years from the first to the last of which anything is known.</summary>
    public IReadOnlyList<HistoryYear> Drawn => [.. Known.Take(Known.ToList().FindLastIndex(y => y.Claims.Count > 0) + 1)];

    public HistoryYear? Latest => Years.LastOrDefault(y => y.Score is not null) ?? Years.LastOrDefault(y => y.Claims.Count > 0);

    public static async Task<AgencyHistory?> Read(PatuhDb db, string id, CancellationToken cancel)
    {
        if (await db.Set<AgencyRow>().FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } agency)
            return null;
        var regions = await db.Set<AgencyRegionRow>().Where(r => r.AgencyId == id).OrderBy(r => r.ValidFrom).ToListAsync(cancel);
        var claims = await db.Set<ClaimRow>().Where(c => c.AgencyId == id).OrderBy(c => c.Id).ToListAsync(cancel);
        var corrections = await db.Set<CorrectionRow>().Join(db.Set<ClaimRow>().Where(c => c.AgencyId == id), r => r.ClaimId, c => c.Id, (r, _) => r).OrderBy(r => r.CorrectedAt).ToListAsync(cancel);
        return new AgencyHistory(agency, regions, ByYear(claims), corrections);
    }

    private static readonly string[] Kinds = ["score", "band", "zone", "rank", "milestone", "target", "not_assessed"];

    private static List<HistoryYear> ByYear(List<ClaimRow> claims)
    {
        var years = new List<HistoryYear>();
        HistoryYear? before = null;
        foreach (var year in AssessmentYears.All)
        {
            var own = claims.Where(c => c.Year == year.Year).ByPreference().ThenBy(c => Array.IndexOf(Kinds, c.Kind)).ToList();
            var score = own.Find(c => c is { Kind: "score", Hundredths: not null });
            var verdict = score is not null && before is not null ? AssessmentYears.Compare(before.Year.Year, year.Year) : null;
            int? change = verdict is { Verdict: not Verdict.NotComparable } ? score!.Hundredths - before!.Score!.Hundredths : null;
            var entry = new HistoryYear(year, own, score, verdict, change, change is null ? null : before!.Year.Year);
            years.Add(entry);
            if (score is not null)
                before = entry;
        }
        return years;
    }
}
