using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>Whether the public may see an indicator's wording: answers learnt from leaked sheets are worth nothing, but the visits of past years are over.</summary>
internal static class Disclosed
{
    public static bool MayBeSeen(this Instrument instrument, Indicator indicator, TimeProvider time) =>
        indicator.Disclosure == Disclosure.Public || instrument.InForce.To < time.GetUtcNow().Year;
}
