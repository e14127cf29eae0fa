namespace Patuh.Platform.Files.Kinds;

/// <summary>A kind of file that is taken.</summary>
/// <param name="MediaType">As it is served.</param>
/// <param name="Extension">Which its name gets, whatever it had.</param>
/// <param name="Picture">Read and made anew without its metadata.</param>
internal sealed record FileKind(string MediaType, string Extension, bool Picture = false)
{
    public static FileKind Pdf { get; } = new("application/pdf", ".pdf");

    public static FileKind Jpeg { get; } = new("image/jpeg", ".jpg", Picture: true);

    public static FileKind Png { get; } = new("image/png", ".png", Picture: true);

    public static FileKind WebP { get; } = new("image/webp", ".webp", Picture: true);

    public static FileKind Word { get; } = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");

    public static FileKind Excel { get; } = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");

    public static FileKind Text { get; } = new("text/plain", ".txt");

    public static FileKind Video { get; } = new("video/mp4", ".mp4");

    public static IReadOnlyList<FileKind> All { get; } = [Pdf, Jpeg, Png, WebP, Word, Excel, Text, Video];

    /// <summary>What an <c>input type=file</c> offers to choose.</summary>
    public static string Accept { get; } = string.Join(',', All.Select(k => k.Extension).Append(".jpeg").Append(".csv"));

    public static FileKind? Of(string mediaType) => All.FirstOrDefault(k => k.MediaType == mediaType);
}
