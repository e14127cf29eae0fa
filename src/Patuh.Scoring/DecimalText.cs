using System.Globalization;
using System.Numerics;

namespace Patuh.Scoring;

/// <summary>Plain decimal numbers as the data formats write them: no exponent, no plus, no leading zeros, a point.</summary>
public static class DecimalText
{
    private const int Widest = 28;

    /// <summary>Reads <c>-?(0|[1-9][0-9]*)(\.[0-9]+)?</c>. A number too long for a decimal becomes ±<see cref="decimal.MaxValue"/>, outside every scale.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value, out int decimals)
    {
        (value, decimals) = (0, 0);
        var digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange('0', '9') || (whole.Length > 1 && whole[0] == '0'))
            return false;
        if (point >= 0)
        {
            var rest = digits[(point + 1)..];
            if (rest.IsEmpty || rest.ContainsAnyExceptInRange('0', '9'))
                return false;
            decimals = rest.Length;
        }
        if (whole.Length + decimals > Widest)
            value = text[0] == '-' ? decimal.MinValue : decimal.MaxValue;
        else
            value = decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Reads the same form exactly, whatever its length up to 200 characters.</summary>
    public static bool TryReadExact(string text, out Fraction value)
    {
        value = Fraction.Zero;
        if (text.Length > 200 || !TryRead(text, out _, out var decimals))
            return false;
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        value = Fraction.Of(digits, BigInteger.Pow(10, decimals));
        return true;
    }
}
