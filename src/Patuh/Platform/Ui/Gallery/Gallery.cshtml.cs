using Microsoft.AspNetCore.Html;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Upload;
using Patuh.Platform.Ui.Tags;
using Patuh.Scoring;

namespace Patuh.Platform.Ui.Gallery;

/// <summary>The living page of the design system: each part with its states, in the language and theme of whoever looks.</summary>
internal sealed class GalleryModel : PublicPage
{
    /// <summary>A method that exists only here, with all five bands.</summary>
    public static Instrument Sample { get; } = new(
        "sample", 1, new("Contoh", "Sample"), new(2024, null), new(Basis.Illustrative, null), 2, RankOn.Published, Instrument.DefaultRankingGroups,
        MissingRule.Block, Rollup.MeanOfUnits, new(0, 5, 0, 0, 3),
        [
            new(88, "A", new("Kualitas Tertinggi", "Highest quality"), null, "hijau"), new(78, "B", new("Kualitas Tinggi", "High quality"), null, "hijau"),
            new(54, "C", new("Kualitas Sedang", "Medium quality"), null, "kuning"), new(32, "D", new("Kualitas Rendah", "Low quality"), null, "merah"),
            new(0, "E", new("Kualitas Terendah", "Lowest quality"), null, "merah"),
        ], null, null, []);

    public static IReadOnlyList<int> Scores { get; } = [9570, 8340, 7260, 4990, 3060];

    /// <summary>Petals of some number of dimensions around a score, the last one without.</summary>
    public static IReadOnlyList<Petal> Petals(int count, int around, bool lastMissing = false) =>
        [.. Enumerable.Range(0, count).Select(i => new Petal(new($"Dimensi {i + 1}", $"Dimension {i + 1}"), lastMissing && i == count - 1 ? null : Math.Clamp(around + ((i - 1) * 700), 0, 10_000)))];

    /// <summary>Five bars in the colours of the bands.</summary>
    public static IHtmlContent Drawing(Reader reader) => new HtmlString(
        $"<svg viewBox=\"0 0 760 60\" role=\"img\" aria-label=\"{reader.T("Contoh gambar", "A sample drawing")}\">"
        + string.Concat("ABCDE".Select((band, i) => $"<rect class=\"fill-{band}\" x=\"{i * 152}\" y=\"4\" width=\"148\" height=\"40\"/>")) + "</svg>");

    /// <summary>One that is there, one that waits for the scanner, one that was not taken.</summary>
    public static IReadOnlyList<UploadedFile> Uploads { get; } =
    [
        Uploaded("maklumat-pelayanan.pdf", FileState.Clean, null), Uploaded("ruang-tunggu.jpg", FileState.Waiting, null), Uploaded("standar-pelayanan.docx", null, FileProblem.Macros),
    ];

    private static UploadedFile Uploaded(string name, string? state, string? refusal) => new(
        new UploadRow { Id = name, PersonId = "", Name = name, Size = 1, State = refusal is null ? UploadState.Done : UploadState.Refused, Refusal = refusal, CreatedAt = "", ExpiresAt = "" },
        state is null ? null : new StoredFileRow { Hash = name, Size = 1, MediaType = "", State = state, CreatedAt = "" });

    public IReadOnlyDictionary<string, string> Wrong => new Dictionary<string, string> { ["contoh-salah"] = L.T("Nilai harus antara 0 dan 100, bukan 888.", "A score lies between 0 and 100, not 888.") };

    public void OnGet() => Title = L.T("Bahan tampilan Patuh", "The parts that Patuh is made of");
}
