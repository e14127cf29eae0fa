namespace Patuh.Scoring;

/// <summary>Compares texts as their UTF-8 bytes compare, which is the order of ids in all files.</summary>
public sealed class ByteOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static ByteOrder Comparer { get; } = new();

    /// <summary>Negative, 0 or positive, as <paramref name="a"/> comes before, with or after <paramref name="b"/>.</summary>
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
            if (a[i] != b[i])
                return Weight(a[i]).CompareTo(Weight(b[i]));
        return a.Length.CompareTo(b.Length);
    }

    int IComparer<string>.Compare(string? x, string? y) => Compare(x ?? "", y ?? "");

    // UTF-16 puts surrogates (characters past U+FFFF) before U+E000-U+FFFF; UTF-8 puts them last
    private static int Weight(char c) => c >= 0xE000 ? c - 0x800 : char.IsSurrogate(c) ? c + 0x2000 : c;
}
