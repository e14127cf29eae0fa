using System.Text;

namespace Patuh.Platform.Problems;

/// <summary>Makes foreign text safe to print in a message: short, on one line, without control characters that a terminal would obey.</summary>
internal static class Visible
{
    private const int Longest = 160;

    public static string Text(string text)
    {
        var plain = true;
        foreach (var c in text)
            plain &= !Hidden(c);
        if (plain && text.Length <= Longest)
            return text;
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest)))
            shown.Append(Hidden(c) ? '\uFFFD' : c);
        if (text.Length > Longest)
            shown.Append('…');
        return shown.ToString();
    }

    /// <summary>The whole text, without what a terminal would obey.</summary>
    public static string Whole(string text) => string.Create(text.Length, text, (shown, from) =>
    {
        for (var i = 0; i < shown.Length; i++)
            shown[i] = Hidden(from[i]) ? '\uFFFD' : from[i];
    });

    public static string Quoted(string text) => $"\"{Text(text)}\"";

    public static string Quoted(ReadOnlySpan<byte> utf8) => Quoted(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 400)]));

    // also the characters that turn the direction of writing, which can make one id look like another
    private static bool Hidden(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
