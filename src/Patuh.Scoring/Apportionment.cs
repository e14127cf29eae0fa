using System.Numerics;

namespace Patuh.Scoring;

/// <summary>Largest remainder: whole steps that follow exact parts and add up to a given whole.</summary>
public static class Apportionment
{
    /// <summary>Apportions a whole to parts.</summary>
    /// <param name="whole">The sum wanted; the exact sum of the parts, rounded up or down.</param>
    /// <param name="parts">Exact parts in steps, 0 or more.</param>
    /// <returns>Each part rounded down, or up where its remainder is among the largest (ties: the earlier part).</returns>
    public static long[] LargestRemainder(long whole, IReadOnlyList<Fraction> parts)
    {
        var result = new long[parts.Count];
        var remainders = new Fraction[parts.Count];
        var left = whole;
        for (var i = 0; i < result.Length; i++)
        {
            BigInteger floor = parts[i].Floor();
            result[i] = (long)floor;
            remainders[i] = parts[i] - Fraction.Of(floor, BigInteger.One);
            left -= result[i];
        }
        foreach (var i in Enumerable.Range(0, result.Length).OrderByDescending(i => remainders[i]).Take((int)left))
            result[i]++;
        return result;
    }
}
