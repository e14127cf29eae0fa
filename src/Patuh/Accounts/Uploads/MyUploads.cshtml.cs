using Microsoft.AspNetCore.Mvc;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Upload;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Uploads;

/// <summary>Unggahan saya: what one has uploaded and no record uses yet; there for a day.</summary>
[SignedIn]
[TakesFiles]
internal sealed class MyUploadsModel(Platform.Files.Upload.Uploads uploads, FormFiles files, FileSettings settings) : WorkPage
{
    public const string Field = "berkas";

    private const string Here = "/kerja/berkas";

    public IReadOnlyList<UploadedFile> Mine { get; private set; } = [];

    /// <summary>What the form brought just now and was not taken.</summary>
    public IReadOnlyList<UploadedFile> Refused { get; private set; } = [];

    public string Sentence(UploadedFile file) =>
        file.Refusal is { } code ? FileRefusal.Of(code, L, settings)
        : file.IsOpen ? L.T("Belum selesai. Pilih berkas yang sama sekali lagi untuk melanjutkan.", "Not finished. Choose the same file once more to go on.")
        : file.IsWaiting ? L.T("Menunggu pemindai virus; sementara itu hanya Anda yang dapat membukanya.", "Waiting for the virus scanner; until then only you can open it.")
        : L.T("Siap dipakai.", "Ready to be used.");

    public bool HasPreview(UploadedFile file) => file.IsReady && file.File!.PreviewHash is not null;

    public bool IsPdf(UploadedFile file) => file.IsReady && file.File!.MediaType == FileKind.Pdf.MediaType;

    public Task OnGet(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var sent = await files.Read(HttpContext, Field, cancel);
        Refused = [.. sent.Where(f => f.Refusal is not null)];
        if (sent.Count == 0)
            Errors[Field] = L.T("Pilih paling sedikit satu berkas.", "Choose at least one file.");
        else if (Refused.Count > 0)
            Errors[Field] = Refused.Count == 1 ? $"{Refused[0].Name}: {Sentence(Refused[0])}" : L.T($"{Refused.Count} berkas tidak diterima; alasannya di bawah.", $"{Refused.Count} files were not taken; the reasons stand below.");
        if (Errors.Count == 0)
            return SeeOther(Here, "diunggah");
        await Load(cancel);
        return Again();
    }

    public async Task<IActionResult> OnPostHapus(string? unggahan, CancellationToken cancel)
    {
        await uploads.Drop(Me.PersonId, unggahan ?? "", cancel);
        return SeeOther(Here, "unggahan-dihapus");
    }

    private async Task Load(CancellationToken cancel)
    {
        Title = L.T("Unggahan saya", "My uploads");
        Mine = await uploads.Of(Me.PersonId, cancel);
    }
}
