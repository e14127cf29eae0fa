using System.Globalization;
using System.Text;

namespace Patuh.Agencies;

/// <summary>Names as people write them, made comparable: "Kota Lubuk Linggau", "LUBUKLINGGAU" and "kab. muba" lose spaces, marks, case and the word for their class.</summary>
internal static class NameKey
{
    private static readonly string[] ClassWords = ["provinsi", "prov", "kabupaten", "kab", "kota"];

    /// <summary>Letters and digits only, without the word for a province, regency or city in front.</summary>
    public static string Of(string name)
    {
        var words = Words(name).ToList();
        if (words.Count > 1 && ClassWords.Contains(words[0]))
            words.RemoveAt(0);
        if (words.Count > 1 && words[0] == "administrasi")
            words.RemoveAt(0);
        return string.Concat(words.Select(w => w == "kep" ? "kepulauan" : w));
    }

    /// <summary>A readable, stable id for addresses: <c>kota-lubuk-linggau</c>.</summary>
    public static string Slug(string name) => string.Join('-', Words(name));

    /// <summary>The words of a name, in small letters without marks.</summary>
    public static string[] Words(string name) => Letters(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Letters(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                text.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : c is '\'' or '’' or '`' ? "" : ' ');
        return text.ToString();
    }
}
