using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Published;

/// <summary>A claim in words: its kind, what it says, and who said it where.</summary>
internal static class ClaimWords
{
    private const string Unlinked = "news article without a link";

    public static string Kind(string kind, Reader reader) => kind switch
    {
        "score" => reader.T("nilai", "score"),
        "rank" => reader.T("peringkat", "rank"),
        "band" => reader.T("kategori atau opini", "category or opinion"),
        "zone" => reader.T("zona", "zone"),
        "milestone" => reader.T("tonggak", "milestone"),
        "not_assessed" => reader.T("tidak dinilai", "not assessed"),
        _ => reader.T("target", "target"),
    };

    /// <summary>What was said. In English a word that was published stands in brackets: "Medium quality (Kualitas Sedang)".</summary>
    public static string Value(ClaimRow claim, Reader reader)
    {
        if (claim.Kind == "score" && claim.Hundredths is { } score)
            return reader.Score(score);
        if (!reader.English)
            return reader.Said(claim.Value);
        var word = claim.Kind == "zone" ? reader.Zone(claim.Value) : claim.Kind == "band" ? InEnglish(claim) : reader.Said(claim.Value);
        return word == claim.Value || claim.Kind is not ("zone" or "band") ? word : $"{word} ({claim.Value})";
    }

    /// <summary>"Ombudsman RI"; of what stands only in an article that nobody can open: "Ombudsman RI, menurut artikel berita tanpa tautan (belum dapat diperiksa)".</summary>
    public static string SaidBy(ClaimRow claim, Reader reader) =>
        CannotBeChecked(claim) ? $"{reader.Said(claim.SaidBy)}, {reader.T("menurut", "according to a")} {Article(claim, reader)}" : reader.Said(claim.SaidBy);

    /// <summary>True for a claim known only from an article without a link.</summary>
    public static bool CannotBeChecked(ClaimRow claim) => claim.SourceUrl is null && claim.Source.StartsWith(Unlinked, StringComparison.Ordinal);

    private static string Article(ClaimRow claim, Reader reader)
    {
        var (article, said) = (reader.Said(Unlinked), reader.Said(claim.Source));
        return said.Replace(article, article + reader.T(" (belum dapat diperiksa)", " (it cannot be checked yet)"), StringComparison.Ordinal);
    }

    private static string InEnglish(ClaimRow claim)
    {
        var words = InstrumentLibrary.Of(claim.Year).Bands.SelectMany(b => (LocalText?[])[b.Opinion, b.Predicate]).OfType<LocalText>();
        return words.FirstOrDefault(w => string.Equals(w.Id, claim.Value, StringComparison.OrdinalIgnoreCase))?.En ?? claim.Value;
    }
}
