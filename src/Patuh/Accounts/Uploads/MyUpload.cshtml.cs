using Microsoft.AspNetCore.Mvc;
using Patuh.Platform.Files.Serve;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Uploads;

/// <summary>One upload of one's own: to be saved, looked at small, or opened where it is a PDF or a video.</summary>
[SignedIn]
internal sealed class MyUploadModel(Platform.Files.Upload.Uploads uploads, FileResponses files) : WorkPage
{
    public async Task<IActionResult> OnGet(string id, string? lihat, CancellationToken cancel)
    {
        if (await uploads.Find(Me.PersonId, id, cancel) is not { IsReady: true } upload)
            return Foreign();
        return (lihat == "pratinjau" ? await files.Preview(HttpContext, upload.File!.Hash, own: true) : await files.Send(HttpContext, upload.File!.Hash, upload.Name, own: true, inline: lihat == "isi")) ?? Foreign();
    }
}
