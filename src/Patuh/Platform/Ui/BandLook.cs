using Patuh.Scoring;

namespace Patuh.Platform.Ui;

/// <summary>How a band looks: one of the five colours A to E, whatever its method calls it.</summary>
internal static class BandLook
{
    /// <summary>Of a score in hundredths.</summary>
    public static char Letter(Instrument instrument, int hundredths) => OfBand(instrument, instrument.BandIndexOf(hundredths));

    /// <summary>Of a band by its place in the instrument, highest first.</summary>
    public static char OfBand(Instrument instrument, int band) => instrument.Bands.Count switch
    {
        3 => "ACE"[band],
        4 => "ABCE"[band],
        _ => "ABCDE"[Math.Min(4, band)],
    };

    /// <summary>Of a zone.</summary>
    public static char OfZone(string zone) => zone switch { "hijau" => 'A', "kuning" => 'C', _ => 'E' };
}
