using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Store;

namespace Patuh.Platform.Files.Serve;

/// <summary>
/// Sends a stored file for a page that has decided who may see it: there is no address for files by themselves. With the type that its bytes have, never to be guessed
/// again; for saving, but for previews and PDF, which open in a sandbox without rights.
/// </summary>
internal sealed class FileResponses(PatuhDb db, IFileStore store)
{
    private const string Sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    /// <summary>The file, to be saved under its name. Null when there is none to be seen: refused, or waiting and not the reader's own.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hash">Which.</param>
    /// <param name="name">What it was called.</param>
    /// <param name="own">Whether the reader brought it: they alone may open it before the scanner has.</param>
    /// <param name="inline">Whether a PDF or a video is opened instead.</param>
    public async Task<IActionResult?> Send(HttpContext http, string hash, string name, bool own, bool inline = false)
    {
        if (await Visible(hash, own, http.RequestAborted) is not { } file || await store.Open(hash, http.RequestAborted) is not { } bytes)
            return null;
        var shown = inline && (file.MediaType == FileKind.Pdf.MediaType || file.MediaType == FileKind.Video.MediaType);
        var text = file.MediaType == FileKind.Text.MediaType;
        return Answer(http, bytes, text ? file.MediaType + "; charset=utf-8" : file.MediaType, hash, FileName.ForSaving(name, file.MediaType), shown);
    }

    /// <summary>The preview of a picture, which is of our own making; null where there is none to be seen.</summary>
    public async Task<IActionResult?> Preview(HttpContext http, string hash, bool own) =>
        await Visible(hash, own, http.RequestAborted) is { PreviewHash: { } preview } && await store.Open(preview, http.RequestAborted) is { } bytes
            ? Answer(http, bytes, FileKind.WebP.MediaType, preview, null, shown: true) : null;

    private async Task<StoredFileRow?> Visible(string hash, bool own, CancellationToken cancel) =>
        await db.Set<StoredFileRow>().SingleOrDefaultAsync(f => f.Hash == hash, cancel) is { } file && (file.State == FileState.Clean || file.State == FileState.Waiting && own) ? file : null;

    private static FileStreamResult Answer(HttpContext http, Stream bytes, string type, string hash, string? name, bool shown)
    {
        // a video takes as long as it is watched
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Sandbox;
        headers.XContentTypeOptions = "nosniff";
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        if (name is not null)
            disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        return new FileStreamResult(bytes, type) { EnableRangeProcessing = true, EntityTag = new EntityTagHeaderValue($"\"{hash}\"") };
    }
}
