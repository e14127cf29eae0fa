using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>What is known of a year, read once for each version of the data: any number of lists is then made of it in memory.</summary>
internal sealed class YearFacts
{
    private readonly ILookup<string, PublishedResult> byClass;
    private readonly ILookup<string?, PublishedResult> byProvince;
    private readonly IReadOnlyDictionary<string, int> assessed;
    private readonly IReadOnlyDictionary<(string Class, string Province), int> coverage;

    private YearFacts(int year, IReadOnlyList<PublishedResult> results, IEnumerable<TallyRow> tallies, IEnumerable<CoverageRow> coverage)
    {
        (Year, All) = (year, results);
        Instrument = InstrumentLibrary.Of(year);
        byClass = results.ToLookup(r => r.Agency.Class);
        byProvince = results.ToLookup(r => r.Province);
        assessed = tallies.ToDictionary(t => t.Class, t => t.Assessed);
        this.coverage = coverage.ToDictionary(c => (c.Class, c.Province), c => c.OfCount);
    }

    public int Year { get; }

    public Instrument Instrument { get; }

    /// <summary>Best first; those without a known score last.</summary>
    public IReadOnlyList<PublishedResult> All { get; }

    /// <summary>The year before, where scores may be compared with it.</summary>
    public Comparability? WithBefore { get; private init; }

    public int? Before { get; private init; }

    public IReadOnlyDictionary<string, int> ScoresBefore { get; private init; } = new Dictionary<string, int>();

    /// <summary>Five queries, whatever the number of agencies.</summary>
    public static async Task<YearFacts> Read(PatuhDb db, int year, CancellationToken cancel)
    {
        var results = await PublishedResults.Of(db, year, cancel);
        var tallies = await db.Set<TallyRow>().Where(t => t.Year == year).ToListAsync(cancel);
        var coverage = await db.Set<CoverageRow>().Where(c => c.Year == year).ToListAsync(cancel);
        var verdict = AssessmentYears.HasMethod(year - 1) ? AssessmentYears.Compare(year - 1, year) : null;
        return verdict is null or { Verdict: Verdict.NotComparable }
            ? new YearFacts(year, results, tallies, coverage)
            : new YearFacts(year, results, tallies, coverage) { WithBefore = verdict, Before = year - 1, ScoresBefore = await PublishedResults.Scores(db, year - 1, cancel) };
    }

    /// <summary>Best first, like <see cref="All"/>.</summary>
    public IEnumerable<PublishedResult> Of(RankingScope scope, Province? province) =>
        province is not null ? byProvince[province.Code].Where(r => scope.Classes.Contains(r.Agency.Class))
        : scope.Classes is [var only] ? byClass[only]
        : All.Where(r => scope.Classes.Contains(r.Agency.Class));

    /// <summary>How many were assessed, as published; else, in a province, how many areas there are. Null where neither is known.</summary>
    public (int? Of, bool Assessed) Count(AgencyDirectory directory, RankingScope scope, Province? province)
    {
        if (province is null)
            return scope.Classes.All(assessed.ContainsKey) ? (scope.Classes.Sum(c => assessed[c]), true) : (null, false);
        if (scope.Classes.All(c => coverage.ContainsKey((c, province.Code))))
            return (scope.Classes.Sum(c => coverage[(c, province.Code)]), true);
        // of areas every one is known by its code; how many police resorts or land offices a province has is not
        return scope.OnlyAreas ? (directory.CountIn(province.Code, Year, scope.Classes), false) : (null, false);
    }
}
