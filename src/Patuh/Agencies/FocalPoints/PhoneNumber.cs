using System.Text.RegularExpressions;

namespace Patuh.Agencies.FocalPoints;

/// <summary>Nomor telepon: Indonesian numbers as people type them, kept as <c>+62…</c> (E.164).</summary>
internal static partial class PhoneNumber
{
    public const int LongestTyped = 30;

    /// <summary><c>0812-3456-7890</c>, <c>(021) 555 1234</c>, <c>62812…</c> as <c>+62…</c>; null when it is no Indonesian number.</summary>
    public static string? Normalise(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length is 0 or > LongestTyped || !Written().IsMatch(text))
            return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var abroad = text.StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        if (digits.StartsWith("00", StringComparison.Ordinal))
            digits = digits[2..];
        if (digits.StartsWith("62", StringComparison.Ordinal))
            digits = digits[2..].TrimStart('0');
        else if (abroad)
            return null;
        else if (digits.StartsWith('0'))
            digits = digits[1..];
        // without the nought in front only mobile numbers are sure to be meant
        else if (!digits.StartsWith('8'))
            return null;
        return Mobile().IsMatch(digits) || Fixed().IsMatch(digits) ? "+62" + digits : null;
    }

    /// <summary>Whether messages can be sent to it.</summary>
    public static bool IsMobile(string number) => number.StartsWith("+628", StringComparison.Ordinal);

    /// <summary>In groups, as it is read aloud.</summary>
    public static string Spoken(string number) => IsMobile(number) && number.Length > 10 ? $"+62 {number[3..6]}-{number[6..10]}-{number[10..]}" : number.Length > 3 ? $"+62 {number[3..]}" : number;

    /// <summary>A link that opens WhatsApp with a text ready to be sent by hand.</summary>
    public static string WhatsApp(string number, string text) => $"https://wa.me/{number[1..]}?text={Uri.EscapeDataString(text)}";

    [GeneratedRegex(@"^\+?[0-9 ().\-]+$")]
    private static partial Regex Written();

    // the numbering plan: mobile 08…, 10 to 13 digits with the nought; fixed lines 02… to 07… and 09…, 9 to 12
    [GeneratedRegex("^8[1-9][0-9]{7,10}$")]
    private static partial Regex Mobile();

    [GeneratedRegex("^[2-79][0-9]{7,10}$")]
    private static partial Regex Fixed();
}
