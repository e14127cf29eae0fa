using Patuh.Scoring;

namespace Patuh.Instruments.Method;

/// <summary>A small calculation by a method, from dimension scores to the published score, for readers to redo.</summary>
internal sealed record WorkedExample(IReadOnlyList<(Dimension Dimension, int Score)> Parts, Fraction Sum, Fraction Weights, Fraction Exact, int Published)
{
    private static readonly int[] Scores = [95, 85, 75, 65, 90, 80];

    /// <summary>Null where the weights are not known.</summary>
    public static WorkedExample? Of(Instrument instrument)
    {
        if (instrument.BandsOnly)
            return null;
        var parts = instrument.Dimensions.Select((d, i) => (d, Scores[i % Scores.Length])).ToList();
        var sum = parts.Aggregate(Fraction.Zero, (a, p) => a + (Fraction.From(p.d.Weight) * Fraction.From(p.Item2)));
        var weights = parts.Aggregate(Fraction.Zero, (a, p) => a + Fraction.From(p.d.Weight));
        return new WorkedExample(parts, sum, weights, sum / weights, instrument.Publish(sum / weights));
    }
}
