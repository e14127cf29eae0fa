using System.Globalization;
using System.Text;
using Patuh.Platform.Files.Kinds;

namespace Patuh.Platform.Files.Intake;

/// <summary>What somebody called a file, as it may be shown, and as it may be saved: without folders, control and direction characters.</summary>
internal static class FileName
{
    private const int Longest = 120;

    // what a shell, Windows or a header could take for something else
    private const string Odd = "\\/:*?\"<>|%;=";

    /// <summary>For showing; never empty.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Replace('\\', '/').Split('/')[^1];
        var text = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned) && rune.Value != 0xfffd)
                text.Append(Odd.Contains((char)rune.Value) && rune.IsBmp ? "_" : rune.ToString());
        var clean = string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimStart('.').Trim();
        if (clean.Length > Longest)
            clean = clean[..(char.IsHighSurrogate(clean[Longest - 21]) ? Longest - 22 : Longest - 20)] + "…" + clean[^(char.IsLowSurrogate(clean[^19]) ? 18 : 19)..];
        return clean.Length > 0 ? clean : "berkas";
    }

    /// <summary>For saving: with the ending of what the file is, whatever it had.</summary>
    public static string ForSaving(string name, string mediaType)
    {
        var clean = Clean(name);
        var extension = FileKind.Of(mediaType)?.Extension ?? ".bin";
        if (mediaType == FileKind.Text.MediaType && clean.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            extension = ".csv";
        var stem = Path.GetFileNameWithoutExtension(clean).TrimEnd('.', ' ');
        return (stem.Length > 0 ? stem : "berkas") + extension;
    }
}
