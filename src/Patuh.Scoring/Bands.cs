namespace Patuh.Scoring;

/// <summary>Whether an agency gets a certificate.</summary>
public enum Award
{
    /// <summary>No score, or the method has no award.</summary>
    None,
    /// <summary>Gets it.</summary>
    Yes,
    /// <summary>Its zone does not qualify.</summary>
    No,
    /// <summary>Qualifies by zone, but an Ombudsman product was left undone: value and rank stay, no certificate.</summary>
    Withheld,
    /// <summary>Qualifies by zone; nobody said whether it is clean and clear.</summary>
    Unknown,
}

/// <summary>From a score to its words.</summary>
public static class Bands
{
    /// <summary>Rounds a score once, half away from zero, to the instrument's decimals.</summary>
    /// <param name="instrument">The method.</param>
    /// <param name="score">0-100, exact.</param>
    /// <returns>The published score in hundredths.</returns>
    public static int Publish(this Instrument instrument, Fraction score) =>
        (int)score.RoundHalfAway(instrument.Decimals) * HundredthsPerStep(instrument.Decimals);

    /// <summary>The band of a published score.</summary>
    /// <param name="instrument">The method.</param>
    /// <param name="hundredths">A published score in hundredths, 0 or more.</param>
    public static Band BandOf(this Instrument instrument, int hundredths) => instrument.Bands[instrument.BandIndexOf(hundredths)];

    /// <summary>Place of that band in the instrument, highest first.</summary>
    public static int BandIndexOf(this Instrument instrument, int hundredths)
    {
        var score = hundredths / 100m;
        for (var i = 0; i < instrument.Bands.Count; i++)
            if (score >= instrument.Bands[i].From)
                return i;
        throw new ArgumentOutOfRangeException(nameof(hundredths), hundredths, "below the lowest band");
    }

    /// <summary>Opinion of a band, with the suffix of the method where the agency is clean and clear.</summary>
    public static string? Opinion(this Instrument instrument, Band band, bool? cleanAndClear, string language)
    {
        var opinion = band.Opinion?.In(language);
        return opinion is not null && cleanAndClear == true && instrument.ComplianceSuffix is { } suffix
            ? $"{opinion} {suffix.In(language)}"
            : opinion;
    }

    /// <summary>The award rule of 2023-2024: qualified by zone, and clean and clear where asked.</summary>
    public static Award AwardOf(this Instrument instrument, Band band, bool? cleanAndClear)
    {
        if (instrument.Award is not { } rule)
            return Award.None;
        if (band.Zone is null || !rule.Zones.Contains(band.Zone))
            return Award.No;
        if (!rule.RequiresCleanAndClear || cleanAndClear == true)
            return Award.Yes;
        return cleanAndClear is null ? Award.Unknown : Award.Withheld;
    }

    /// <summary><c>yes, no, withheld, unknown</c>, or empty.</summary>
    public static string Word(this Award award) => award == Award.None ? "" : award.ToString().ToLowerInvariant();

    /// <summary>A score in hundredths with exactly two decimals and a point.</summary>
    public static string TwoDecimals(int hundredths) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}");

    /// <summary>Points or a score in 1/10000 with exactly four decimals and a point.</summary>
    public static string FourDecimals(long steps) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{steps / 10_000}.{steps % 10_000:0000}");

    internal static int HundredthsPerStep(int decimals) => decimals switch { 0 => 100, 1 => 10, _ => 1 };
}
