using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>
/// The published results of some classes in a year, nationally or in a province, with what is known of how whole the list is. Ranks, averages and top
/// tens are made only of whole lists: over a part they would be false.
/// </summary>
internal sealed class RankingList
{
    public required int Year { get; init; }

    public required RankingScope Scope { get; init; }

    /// <summary>Null for all of Indonesia.</summary>
    public required Province? Province { get; init; }

    public required Instrument Instrument { get; init; }

    /// <summary>Best first; those without a known score last. Without those that were not assessed.</summary>
    public required IReadOnlyList<PublishedResult> Results { get; init; }

    /// <summary>Of whom somebody said that they were not assessed, with the reason.</summary>
    public required IReadOnlyList<PublishedResult> NotAssessed { get; init; }

    /// <summary>How many were assessed, as published; else how many there are. Null where neither is known.</summary>
    public required int? Of { get; init; }

    /// <summary>True when <see cref="Of"/> was published, false when it counts the areas that exist.</summary>
    public required bool OfAssessed { get; init; }

    /// <summary>Ranks by agency; null when the list is not whole or its members are not ranked together.</summary>
    public required IReadOnlyDictionary<string, Scoring.Rank>? Ranks { get; init; }

    /// <summary>The year before, where scores may be compared with it.</summary>
    public required Comparability? WithBefore { get; init; }

    public required int? Before { get; init; }

    /// <summary>Scores of that year in hundredths.</summary>
    public required IReadOnlyDictionary<string, int> ScoresBefore { get; init; }

    public int Scored => Results.Count(r => r.Score is not null);

    /// <summary>Every one of those assessed is here.</summary>
    public bool Whole => Of is { } of && Scored >= of && of > 0;

    /// <summary>Change of an agency's score since the year before, in hundredths.</summary>
    public int? Change(PublishedResult result) =>
        result.Score?.Hundredths is { } now && ScoresBefore.TryGetValue(result.Agency.Id, out var then) ? now - then : null;

    public Scoring.Rank? RankOf(PublishedResult result) => Ranks is not null && Ranks.TryGetValue(result.Agency.Id, out var rank) ? rank : null;

    public static async Task<RankingList> Read(PatuhDb db, AgencyDirectory directory, int year, RankingScope scope, Province? province, CancellationToken cancel)
    {
        var all = await PublishedResults.Of(db, year, scope.Classes, province?.Code, cancel);
        var results = all.FindAll(r => r.NotAssessed is null || r.Score is not null);
        var (of, assessed) = await Count(db, directory, year, scope, province, cancel);
        var whole = of > 0 && results.Count(r => r.Score is not null) >= of;
        var instrument = InstrumentLibrary.Of(year);
        var before = AssessmentYears.All.LastOrDefault(y => y.Year < year && y.Instrument is not null)?.Year;
        var verdict = before is { } b && b == year - 1 ? AssessmentYears.Compare(b, year) : null;
        if (verdict?.Verdict == Verdict.NotComparable)
            verdict = null;
        return new RankingList
        {
            Year = year,
            Scope = scope,
            Province = province,
            Instrument = instrument,
            Results = results,
            NotAssessed = all.FindAll(r => r.NotAssessed is not null && r.Score is null),
            Of = of,
            OfAssessed = assessed,
            Ranks = whole && scope.RankedTogether(instrument, province is not null) ? PublishedResults.Ranks(results) : null,
            WithBefore = verdict,
            Before = verdict is null ? null : before,
            ScoresBefore = verdict is null ? new Dictionary<string, int>() : await PublishedResults.Scores(db, before!.Value, scope.Classes, cancel),
        };
    }

    private static async Task<(int? Of, bool Assessed)> Count(PatuhDb db, AgencyDirectory directory, int year, RankingScope scope, Province? province, CancellationToken cancel)
    {
        if (province is null)
        {
            var tallies = await db.Set<TallyRow>().Where(t => t.Year == year && scope.Classes.Contains(t.Class)).ToListAsync(cancel);
            return tallies.Count == scope.Classes.Length ? (tallies.Sum(t => t.Assessed), true) : (null, false);
        }
        var rows = await db.Set<CoverageRow>().Where(c => c.Year == year && c.Province == province.Code && scope.Classes.Contains(c.Class)).ToListAsync(cancel);
        if (rows.Count == scope.Classes.Length)
            return (rows.Sum(r => r.OfCount), true);
        // of areas every one is known by its code; how many police resorts or land offices a province has is not
        return scope.OnlyAreas ? (directory.CountIn(province.Code, year, scope.Classes), false) : (null, false);
    }
}
