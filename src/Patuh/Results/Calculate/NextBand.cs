using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Calculate;

/// <summary>How far a score is from the next better name: "0.95 short of A". <c>Short</c> in hundredths.</summary>
internal sealed record NextBand(LocalText Name, int Short)
{
    /// <summary>Null in the highest band.</summary>
    public static NextBand? Above(Instrument instrument, int hundredths)
    {
        var at = instrument.BandIndexOf(hundredths);
        return at == 0 ? null : new NextBand(NameOf(instrument.Bands[at - 1]), (int)(instrument.Bands[at - 1].From * 100) - hundredths);
    }

    public static LocalText NameOf(Band band) =>
        band.Category is { } category ? new(category, category)
        : band.Predicate ?? band.Opinion ?? (band.Zone is { } zone ? new($"zona {zone}", $"the {ZoneWords.English(zone)} zone") : new("", ""));
}
