using System.Globalization;
using System.Numerics;

namespace Patuh.Platform.Files.Pictures;

/// <summary>
/// What a picture looks like in 64 bits (pHash): the slow waves of its light, each above or below their middle. Compressing, resizing or brightening a picture turns
/// few of them.
/// </summary>
internal static class Fingerprint
{
    /// <summary>Pixels of a side that it is made from.</summary>
    public const int Side = 32;

    /// <summary>Bits in which two pictures may differ and still look alike.</summary>
    public const int Near = 7;

    private const int Waves = 8;

    // light of 0 to 255: below this there is nothing to see but the noise of one colour
    private const double Flat = 2.0;

    private static readonly double[,] Cosines = Table();

    /// <summary>16 figures; null for a picture of one colour, which looks like every other of one.</summary>
    /// <param name="light">Side × Side values of light, row by row.</param>
    public static string? Of(ReadOnlySpan<byte> light)
    {
        var rows = new double[Waves, Side];
        for (var u = 0; u < Waves; u++)
            for (var y = 0; y < Side; y++)
                for (var x = 0; x < Side; x++)
                    rows[u, y] += Cosines[u, x] * light[y * Side + x];
        var waves = new double[Waves * Waves];
        for (var u = 0; u < Waves; u++)
            for (var v = 0; v < Waves; v++)
                for (var y = 0; y < Side; y++)
                    waves[v * Waves + u] += Cosines[v, y] * rows[u, y];
        // the first is how bright it is as a whole
        var order = waves[1..].Order().ToArray();
        var middle = order[order.Length / 2];
        if (waves[1..].Max(Math.Abs) / Side < Flat)
            return null;
        var bits = 0UL;
        for (var i = 1; i < waves.Length; i++)
            if (waves[i] > middle)
                bits |= 1UL << i;
        return bits.ToString("x16", CultureInfo.InvariantCulture);
    }

    public static int Distance(string a, string b) => BitOperations.PopCount(Bits(a) ^ Bits(b));

    /// <summary>Each quarter of 16 bits, and what it is with one bit turned: of two that differ in at most seven bits, one quarter differs in at most one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Bands(string fingerprint) =>
        [.. Enumerable.Range(0, 4).Select(i => Convert.ToInt32(fingerprint.Substring(4 * i, 4), 16)).Select(b => (IReadOnlyList<string>)[Text(b), .. Enumerable.Range(0, 16).Select(bit => Text(b ^ (1 << bit)))])];

    private static string Text(int band) => band.ToString("x4", CultureInfo.InvariantCulture);

    private static ulong Bits(string fingerprint) => ulong.Parse(fingerprint, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static double[,] Table()
    {
        var table = new double[Waves, Side];
        for (var u = 0; u < Waves; u++)
            for (var x = 0; x < Side; x++)
                table[u, x] = Math.Sqrt((u == 0 ? 1.0 : 2.0) / Side) * Math.Cos((2 * x + 1) * u * Math.PI / (2 * Side));
        return table;
    }
}
