using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.History;

/// <summary>One year of an agency: what was claimed, what it comes to, and how it may be compared with the year before that has a score.</summary>
internal sealed record HistoryYear(AssessmentYear Year, IReadOnlyList<ClaimRow> Claims, Resolution Result, Comparability? SinceBefore, int? Change, int? ChangeSince)
{
    public Instrument? Instrument => Year.Instrument is { } id ? InstrumentLibrary.Get(id).Instrument : null;

    public ClaimRow? Score => Result.Score;

    /// <summary>The zone of the result; null where no claim tells one.</summary>
    public string? Zone => Result.Zone;

    /// <summary>The published place among the whole class, or null.</summary>
    public int? NationalRank => Claims.FirstOrDefault(c => c is { Kind: "rank", Place: not null } && RankScope.IsNational(c))?.Place;
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
            var result = Resolution.Of(year.Instrument is { } id ? InstrumentLibrary.Get(id).Instrument : null, own);
            var score = result.Score;
            var verdict = score is not null && before is not null ? AssessmentYears.Compare(before.Year.Year, year.Year) : null;
            int? change = verdict is { Verdict: not Verdict.NotComparable } ? score!.Hundredths - before!.Score!.Hundredths : null;
            var entry = new HistoryYear(year, own, result, verdict, change, change is null ? null : before!.Year.Year);
            years.Add(entry);
            if (score is not null)
                before = entry;
        }
        return years;
    }
}
