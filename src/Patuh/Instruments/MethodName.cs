using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>A method beside a result: "metode 2023–2024". Its title would read as if the result were of both years.</summary>
internal static class MethodName
{
    public static LocalText Method(this Instrument instrument)
    {
        var (from, to) = (instrument.InForce.From, instrument.InForce.To);
        var years = to is { } last && last > from ? $"{from}–{last}" : $"{from}";
        return new($"metode {years}", $"method of {years}");
    }
}
