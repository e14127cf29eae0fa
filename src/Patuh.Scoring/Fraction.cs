using System.Globalization;
using System.Numerics;

namespace Patuh.Scoring;

/// <summary>
/// An exact rational number, always reduced, with a positive denominator. Small ones are two 64-bit integers;
/// larger ones grow without limit. The value of <c>default</c> is 0.
/// </summary>
public readonly struct Fraction : IQuantity<Fraction>, IComparable<Fraction>, IEquatable<Fraction>
{
    private sealed record Large(BigInteger Numerator, BigInteger Denominator);

    private readonly long numerator;
    private readonly long denominatorLessOne;
    private readonly Large? large;

    private Fraction(long numerator, long denominator)
    {
        this.numerator = numerator;
        denominatorLessOne = denominator - 1;
    }

    private Fraction(Large large) => this.large = large;

    /// <summary>Numerator of the reduced fraction; carries the sign.</summary>
    public BigInteger Numerator => large?.Numerator ?? numerator;

    /// <summary>Denominator of the reduced fraction; 1 or more.</summary>
    public BigInteger Denominator => large?.Denominator ?? (BigInteger)SmallDenominator;

    private long SmallDenominator => denominatorLessOne + 1;

    /// <summary>0.</summary>
    public static Fraction Zero => default;

    /// <inheritdoc/>
    public bool IsZero => large is null && numerator == 0;

    /// <summary>1.</summary>
    public static Fraction One => new(1, 1);

    /// <summary>The fraction <paramref name="numerator"/>/<paramref name="denominator"/>, reduced.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Fraction Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var (n, d) = (numerator / divisor, denominator / divisor);
        // long.MinValue stays large, so that a small numerator can always be negated
        return BigInteger.Abs(n) <= long.MaxValue && d <= long.MaxValue ? new((long)n, (long)d) : new(new Large(n, d));
    }

    /// <summary>An integer.</summary>
    public static Fraction From(int value) => new(value, 1);

    /// <summary>What <see cref="ToString"/> wrote: <c>n/d</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static Fraction Parse(string text) =>
        text.Split('/') is [var n, var d] && BigInteger.TryParse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            && BigInteger.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator) && !denominator.IsZero
            ? Of(numerator, denominator) : throw new FormatException($"\"{text}\" is not a fraction n/d");

    /// <summary>A decimal number, exactly.</summary>
    public static Fraction From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return Of(bits[3] < 0 ? -magnitude : magnitude, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    /// <summary>Sum.</summary>
    public static Fraction operator +(Fraction a, Fraction b)
    {
        if (a.large is null && b.large is null)
        {
            var divisor = Gcd((ulong)a.SmallDenominator, (ulong)b.SmallDenominator);
            var (left, right) = (b.SmallDenominator / divisor, a.SmallDenominator / divisor);
            var sum = ((Int128)a.numerator * left) + ((Int128)b.numerator * right);
            var denominator = (Int128)a.SmallDenominator * left;
            if (Int128.Abs(sum) <= long.MaxValue && denominator <= long.MaxValue)
                return Small((long)sum, (long)denominator);
        }
        return Of((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);
    }

    /// <summary>Difference.</summary>
    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    /// <summary>Opposite.</summary>
    public static Fraction operator -(Fraction a) =>
        a.large is null ? new(-a.numerator, a.SmallDenominator) : new(new Large(-a.large.Numerator, a.large.Denominator));

    /// <summary>Product.</summary>
    public static Fraction operator *(Fraction a, Fraction b)
    {
        if (a.large is null && b.large is null)
        {
            var first = Gcd((ulong)Math.Abs(a.numerator), (ulong)b.SmallDenominator);
            var second = Gcd((ulong)Math.Abs(b.numerator), (ulong)a.SmallDenominator);
            var top = (Int128)(a.numerator / first) * (b.numerator / second);
            var bottom = (Int128)(a.SmallDenominator / second) * (b.SmallDenominator / first);
            if (Int128.Abs(top) <= long.MaxValue && bottom <= long.MaxValue)
                return new((long)top, (long)bottom);
        }
        return Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    }

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Fraction operator /(Fraction a, Fraction b)
    {
        if (b.large is null && b.numerator != 0)
            return a * (b.numerator > 0 ? new(b.SmallDenominator, b.numerator) : new(-b.SmallDenominator, -b.numerator));
        return Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
    }

    /// <summary>Times ten to the power <paramref name="decimals"/>, rounded to an integer, half away from zero.</summary>
    public BigInteger RoundHalfAway(int decimals)
    {
        var scaled = BigInteger.Abs(Numerator) * BigInteger.Pow(10, decimals);
        var rounded = ((2 * scaled) + Denominator) / (2 * Denominator);
        return Numerator.Sign < 0 ? -rounded : rounded;
    }

    /// <summary>The greatest integer that is not above.</summary>
    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <inheritdoc/>
    public int CompareTo(Fraction other) =>
        large is null && other.large is null
            ? ((Int128)numerator * other.SmallDenominator).CompareTo((Int128)other.numerator * SmallDenominator)
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>Equal.</summary>
    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    /// <summary>Not equal.</summary>
    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    /// <summary>Less.</summary>
    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    /// <summary>Greater.</summary>
    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    /// <summary>At most.</summary>
    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    /// <summary>At least.</summary>
    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    /// <summary>The reduced fraction as <c>n/d</c>; an integer too: <c>88/1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Fraction Small(long numerator, long denominator)
    {
        var divisor = Gcd((ulong)Math.Abs(numerator), (ulong)denominator);
        return new(numerator / divisor, denominator / divisor);
    }

    private static long Gcd(ulong a, ulong b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return (long)a;
    }
}
