using System.Globalization;
using System.Text;
using Patuh.Platform.Ui;

namespace Patuh.Accounts;

/// <summary>Names as people type them: one space between words, letters composed; nothing that is invisible or turns the direction of writing.</summary>
internal static class CleanName
{
    public const int Longest = 120;

    public static string Of(string? typed) => string.Join(' ', (typed ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is wrong with it, as a sentence, or null.</summary>
    public static string? Problem(string name, int longest, Reader L) =>
        name.Length == 0 ? L.T("Tulis namanya.", "Write the name.")
        : name.Length > longest ? L.T($"Paling banyak {longest} karakter; sekarang {name.Length}.", $"At most {longest} characters; now {name.Length}.")
        : name.EnumerateRunes().Any(Unseen) ? L.T("Ada karakter yang tidak terlihat atau mengubah arah tulisan; ketik ulang nama itu.", "There is a character that is invisible or turns the direction of writing; type the name again.")
        : !name.EnumerateRunes().Any(Rune.IsLetter) ? L.T("Sebuah nama memuat huruf.", "A name has letters.")
        : null;

    private static bool Unseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
