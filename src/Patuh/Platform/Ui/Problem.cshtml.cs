using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Patuh.Platform.Ui;

/// <summary>What went wrong and what to do next, in the reader's language. Never a stack trace.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel : PublicPage
{
    public const string Heading = "patuh.heading";
    public const string Sentence = "patuh.problem";

    public string Text { get; private set; } = "";

    /// <summary>What was typed into a form that was refused, so that it is not lost; no secrets, and nothing that the page itself had put there.</summary>
    public IReadOnlyList<string> Typed { get; private set; } = [];

    /// <summary>A form that was refused comes here by its own method.</summary>
    public async Task OnPost(int status)
    {
        OnGet(status);
        await ReadTyped();
    }

    public void OnGet(int status)
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
            Response.StatusCode = status = StatusCodes.Status404NotFound;
        Title = HttpContext.Items[Heading] as string ?? status switch
        {
            400 when HttpMethods.IsPost(Request.Method) => L.T("Kiriman ini tidak dapat dibaca", "What was sent cannot be read"),
            400 => L.T("Alamat ini tidak dapat dibaca", "This address cannot be read"),
            413 => L.T("Kiriman terlalu besar", "Too much was sent"),
            404 => L.T("Halaman tidak ditemukan", "Page not found"),
            401 => L.T("Masuk dahulu", "Sign in first"),
            403 => L.T("Bukan bagian Anda", "Not yours to do"),
            405 => L.T("Cara ini tidak dilayani", "This method is not served"),
            429 => L.T("Terlalu banyak permintaan", "Too many requests"),
            503 => L.T("Terlalu lama", "It took too long"),
            _ => L.T("Terjadi gangguan", "Something went wrong"),
        };
        Text = HttpContext.Items[Sentence] as string ?? status switch
        {
            400 when HttpMethods.IsPost(Request.Method) => L.T("Formulirnya sudah lama terbuka, atau terputus di jalan. Kembali, muat ulang halamannya, lalu kirim sekali lagi.", "The form was open for long, or was cut short on its way. Go back, load the page anew, and send it once more."),
            400 => L.T("Periksa kembali alamat yang Anda ketik.", "Please check the address you typed."),
            413 => L.T("Yang dikirim lebih dari satu megabita; tidak ada yang tersimpan. Pendekkan, lalu kirim sekali lagi.", "More than one megabyte was sent; nothing was saved. Make it shorter, then send it once more."),
            404 => L.T("Alamat ini tidak ada. Mungkin salah ketik atau sudah pindah.", "There is nothing at this address. It may be mistyped or have moved."),
            429 => L.T($"Dari Anda sudah banyak yang kami terima. Coba lagi {Wait(L)}.", $"We have had much from you already. Please try again {Wait(L)}."),
            503 => L.T($"Kami berhenti sebelum selesai, agar yang lain tidak menunggu; tidak ada yang tersimpan. Coba lagi sebentar lagi; nomornya {HttpContext.TraceIdentifier}.", $"We stopped before it was done, so that others need not wait; nothing was saved. Please try again in a moment; its number is {HttpContext.TraceIdentifier}."),
            405 => L.T("Buka halaman ini dengan tautan biasa.", "Open this page with an ordinary link."),
            _ => L.T($"Kami mencatat gangguan ini. Coba lagi sebentar lagi; nomornya {HttpContext.TraceIdentifier}.", $"We have noted it. Please try again in a moment; its number is {HttpContext.TraceIdentifier}."),
        };
    }

    // passwords, codes and tickets are not repeated
    private static readonly string[] Secret = ["sandi", "lama", "kode", "tiket", "jawaban", "__"];

    private async Task ReadTyped()
    {
        if (Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden && Request.HasFormContentType)
            Typed = [.. (await Request.ReadFormAsync()).Where(f => !Secret.Any(s => f.Key.StartsWith(s, StringComparison.Ordinal))).Select(f => f.Value.ToString().Trim()).Where(v => v.Length > 0)];
    }

    private string Wait(Reader reader) => int.TryParse(Response.Headers.RetryAfter, out var seconds) && seconds > 90
        ? reader.T($"{(seconds + 59) / 60} menit lagi", $"in {(seconds + 59) / 60} minutes")
        : reader.T("sebentar lagi", "in a moment");
}
