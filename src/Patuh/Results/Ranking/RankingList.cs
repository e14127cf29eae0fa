using Patuh.Agencies.Directory;
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

    /// <summary>One of the lists that the facts of a year hold.</summary>
    public static RankingList From(YearFacts facts, AgencyDirectory directory, RankingScope scope, Province? province)
    {
        var all = facts.Of(scope, province).ToList();
        var results = all.FindAll(r => r.NotAssessed is null || r.Score is not null);
        var (of, assessed) = facts.Count(directory, scope, province);
        var whole = of > 0 && results.Count(r => r.Score is not null) >= of;
        return new RankingList
        {
            Year = facts.Year,
            Scope = scope,
            Province = province,
            Instrument = facts.Instrument,
            Results = results,
            NotAssessed = all.FindAll(r => r.NotAssessed is not null && r.Score is null),
            Of = of,
            OfAssessed = assessed,
            Ranks = whole && scope.RankedTogether(facts.Instrument, province is not null) ? PublishedResults.Ranks(results) : null,
            WithBefore = facts.WithBefore,
            Before = facts.Before,
            ScoresBefore = facts.ScoresBefore,
        };
    }
}
