using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Patuh.Scoring.Tests;

public sealed class FractionTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    private static readonly Gen<Fraction> Any =
        from n in Gen.OneOf(Gen.Choose(-1000, 1000).Select(x => (BigInteger)x), ArbMap.Default.GeneratorFor<long>().Select(x => (BigInteger)x), ArbMap.Default.GeneratorFor<long>().Select(x => (BigInteger)x * long.MaxValue))
        from d in Gen.OneOf(Gen.Choose(1, 1000).Select(x => (BigInteger)x), ArbMap.Default.GeneratorFor<long>().Select(x => BigInteger.Abs(x) + 1), Gen.Constant((BigInteger)long.MaxValue))
        select Fraction.Of(n, d);

    [Fact]
    public void Small_and_large_fractions_calculate_as_big_integers_do() => Prop.ForAll(Gen.Two(Any).ToArbitrary(), pair =>
    {
        var (a, b) = pair;
        return a + b == Fraction.Of((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator)
            && a * b == Fraction.Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator)
            && a - b == Fraction.Of((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator)
            && (b.IsZero || a / b == Fraction.Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator))
            && a.CompareTo(b) == (a.Numerator * b.Denominator).CompareTo(b.Numerator * a.Denominator)
            && BigInteger.GreatestCommonDivisor(a.Numerator, a.Denominator).IsOne && a.Denominator.Sign > 0;
    }).Check(Many);

    [Fact]
    public void Floor_and_rounding_lie_within_a_step() => Prop.ForAll(Any.ToArbitrary(), a =>
    {
        var (floor, rounded) = (Fraction.Of(a.Floor(), 1), Fraction.Of(a.RoundHalfAway(0), 1));
        var off = rounded - a;
        return floor <= a && a < floor + Fraction.One && off <= Fraction.Of(1, 2) && off >= Fraction.Of(-1, 2);
    }).Check(Many);

    [Theory]
    [InlineData("87.995", 2, 8800)]
    [InlineData("87.9949", 2, 8799)]
    [InlineData("-0.5", 0, -1)]
    [InlineData("-0.4", 0, 0)]
    [InlineData("0.05", 1, 1)]
    [InlineData("2.5", 0, 3)]
    public void A_half_is_rounded_away_from_zero(string text, int decimals, int expected)
    {
        Assert.True(DecimalText.TryReadExact(text, out var value));
        Assert.Equal(expected, value.RoundHalfAway(decimals));
    }

    [Theory]
    [InlineData("0", "0/1")]
    [InlineData("88", "88/1")]
    [InlineData("87.9950", "17599/200")]
    [InlineData("-1.5", "-3/2")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335/1")]
    public void A_decimal_becomes_the_same_fraction(string text, string expected)
    {
        Assert.Equal(expected, Fraction.From(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToString());
        Assert.True(DecimalText.TryReadExact(text, out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Fact]
    public void Zero_is_the_default_and_cannot_divide()
    {
        Assert.Equal(Fraction.Zero, default);
        Assert.True(default(Fraction).IsZero);
        Assert.False(Fraction.One.IsZero);
        Assert.Equal("0/1", default(Fraction).ToString());
        Assert.Throws<DivideByZeroException>(() => Fraction.One / Fraction.Zero);
        Assert.Throws<DivideByZeroException>(() => Fraction.Of(1, 0));
        Assert.Equal("-1/2", (Fraction.From(-1) / Fraction.From(2)).ToString());
        Assert.Equal("-1/2", (Fraction.From(1) / Fraction.From(-2)).ToString());
    }

    [Fact]
    public void Fractions_compare_by_their_worth()
    {
        var (half, third, huge) = (Fraction.Of(1, 2), Fraction.Of(1, 3), Fraction.Of(BigInteger.Pow(10, 40), 3));
        Assert.True(half != third && !(half != Fraction.Of(2, 4)) && half == Fraction.Of(-2, -4));
        Assert.False(half.Equals(third) || half.Equals((object?)null) || Fraction.Of(1, 3) == Fraction.Of(2, 3));
        var same = Fraction.Of(3, 6);
        Assert.True(third < half && half > third && half <= same && half >= same && !(half < same) && !(half > same));
        Assert.True(half < huge && huge > half && huge.CompareTo(Fraction.Of(2 * BigInteger.Pow(10, 40), 6)) == 0 && -huge < half);
        Assert.Equal(half.GetHashCode(), Fraction.Of(3, 6).GetHashCode());
        Assert.Equal([-1, 0, 0, 1], ((Fraction[])[Fraction.Of(-1, 2), Fraction.Zero, half, Fraction.Of(3, 2)]).Select(f => (int)f.Floor()));
        Assert.Equal([-1, 0, 1, 2], ((Fraction[])[Fraction.Of(-1, 2), Fraction.Zero, half, Fraction.Of(3, 2)]).Select(f => (int)f.RoundHalfAway(0)));
    }

    [Fact]
    public void Numbers_are_read_up_to_the_width_of_a_decimal_and_exactly_up_to_two_hundred_characters()
    {
        Assert.True(DecimalText.TryRead("1234567890123456789012345678", out var wide, out var decimals));
        Assert.Equal((1234567890123456789012345678m, 0), (wide, decimals));
        Assert.True(DecimalText.TryRead("-12345678901234567890.12345678", out var negative, out decimals));
        Assert.Equal((-12345678901234567890.12345678m, 8), (negative, decimals));
        Assert.True(DecimalText.TryRead("12345678901234567890.12345678901234567890", out var wider, out decimals));
        Assert.Equal((decimal.MaxValue, 20), (wider, decimals));
        Assert.True(DecimalText.TryReadExact(new string('9', 200), out var exact));
        Assert.Equal(BigInteger.Pow(10, 200) - 1, exact.Numerator);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("05")]
    [InlineData("+5")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("٣")]
    [InlineData("5 ")]
    [InlineData("--5")]
    public void What_is_not_a_plain_number_is_not_read(string text)
    {
        Assert.False(DecimalText.TryRead(text, out _, out _));
        Assert.False(DecimalText.TryReadExact(text, out _));
    }

    [Fact]
    public void A_number_too_long_for_a_decimal_lies_outside_every_scale()
    {
        Assert.True(DecimalText.TryRead(new string('9', 40), out var large, out _));
        Assert.Equal(decimal.MaxValue, large);
        Assert.True(DecimalText.TryRead("-" + new string('9', 40), out var small, out _));
        Assert.Equal(decimal.MinValue, small);
        Assert.False(DecimalText.TryReadExact(new string('9', 201), out _));
    }
}
