using Patuh.Scoring;

namespace Patuh.Results.Published;

/// <summary>
/// What the claims of one agency's year come to: the one result that pages, files and API show. The Ombudsman's own word is preferred; a score tells its
/// band by the method, and where no score was stated, a band or a zone that somebody named stands for itself.
/// </summary>
internal sealed record Resolution(ClaimRow? Score, ClaimRow? Rank, ClaimRow? NotAssessed, ClaimRow? Telling, Band? Band, string? Zone, bool Contested)
{
    private static readonly string[] Telltale = ["score", "band", "zone"];

    /// <summary>False where nothing but a milestone or a target was told.</summary>
    public bool Any => (Score ?? Rank ?? NotAssessed ?? Telling) is not null;

    /// <summary>The claim that the result is taken from, with its source.</summary>
    public ClaimRow? From => Score ?? Telling ?? Rank ?? NotAssessed;

    /// <summary>Of the claims about one agency in one year, in any order; equals stay in theirs.</summary>
    public static Resolution Of(Instrument? instrument, IEnumerable<ClaimRow> claims)
    {
        var preferred = claims.ByPreference().ThenBy(c => Array.IndexOf(Telltale, c.Kind)).ToList();
        var told = preferred.Where(c => Telltale.Contains(c.Kind)).Select(c => (Claim: c, Told: Tell(instrument, c))).Where(t => t.Told != default).ToList();
        var score = preferred.Find(c => c is { Kind: "score", Hundredths: not null });
        // the words follow from the score that stands beside them, whoever else named a zone
        var first = told.Find(t => t.Claim == score) is { Claim: not null } scored ? scored : told.FirstOrDefault();
        return new Resolution(
            score, preferred.Find(c => c is { Kind: "rank", Place: not null }), preferred.Find(c => c.Kind == "not_assessed"), first.Claim, first.Told.Band, first.Told.Zone,
            told.Select(t => t.Told.Zone).OfType<string>().Distinct().Count() > 1 || told.Select(t => t.Told.Band).OfType<Band>().Distinct().Count() > 1);
    }

    /// <summary>The band and zone that a claim means, as far as it means one.</summary>
    private static (Band? Band, string? Zone) Tell(Instrument? instrument, ClaimRow claim)
    {
        if (claim.Kind == "zone")
            return (null, claim.Value);
        var band = instrument is null ? null : claim.Kind switch
        {
            "score" when claim.Hundredths is { } h => instrument.BandOf(h),
            "band" => instrument.Bands.FirstOrDefault(b => Is(b.Category) || Is(b.Opinion?.Id) || Is(b.Predicate?.Id)),
            _ => null,
        };
        return (band, band?.Zone);

        bool Is(string? word) => string.Equals(word, claim.Value, StringComparison.OrdinalIgnoreCase);
    }
}
