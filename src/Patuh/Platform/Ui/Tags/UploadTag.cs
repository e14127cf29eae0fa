using System.Text.Json;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Upload;

namespace Patuh.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;p-upload name label hint error uploads /&gt;</c>: a question for files, in a form with <c>enctype="multipart/form-data"</c> on a page with
/// <c>[TakesFiles]</c>. The script sends them ahead, with progress, and goes on where a connection broke off; without it the form brings them. What was uploaded
/// before stands as boxes that are ticked, so that nobody uploads twice.
/// </summary>
[HtmlTargetElement("p-upload", TagStructure = TagStructure.WithoutEndTag)]
public sealed class UploadTag : LocalTag
{
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public string? Error { get; set; }

    /// <summary>What this form brought already: a list of <c>UploadedFile</c>, as <c>FormFiles</c> read it.</summary>
    public object? Uploads { get; set; }

    /// <summary>False where no script may run.</summary>
    public bool Script { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        (Hint, Error) = (Hint is "" ? null : Hint, Error is "" ? null : Error);
        var settings = ViewContext.HttpContext.RequestServices.GetRequiredService<FileSettings>();
        var (id, content) = (Encode(Name), output.Content);
        (output.TagName, output.TagMode) = ("div", TagMode.StartTagAndEndTag);
        Class(output, Error is null ? "govuk-form-group upload" : "govuk-form-group govuk-form-group--error upload");
        output.Attributes.SetAttribute("data-upload", L.Url(TusRoutes.Path));
        output.Attributes.SetAttribute("data-limit", settings.Limit);
        output.Attributes.SetAttribute("data-numbers", FormFiles.Numbers(Name));
        output.Attributes.SetAttribute("data-texts", Texts(settings));
        content.AppendHtml($"<label class=\"govuk-label\" for=\"{id}\">").Append(Label).AppendHtml("</label>");
        content.AppendHtml($"<div id=\"{id}-hint\" class=\"govuk-hint\">").Append(Hint is null ? "" : Hint + " ")
            .Append(L.T($"PDF, JPEG, PNG, WebP, DOCX, XLSX, teks atau CSV, video MP4; tiap berkas paling besar {settings.Megabytes} MB. Lokasi dan data kamera dihapus dari foto.", $"PDF, JPEG, PNG, WebP, DOCX, XLSX, text or CSV, MP4 video; each file at most {settings.Megabytes} MB. Place and camera data are removed from photos."))
            .AppendHtml("</div>");
        if (Error is { } error)
            content.AppendHtml($"<p id=\"{id}-error\" class=\"govuk-error-message\"><span class=\"unseen\">{L.T("Galat:", "Error:")}</span> ").Append(error).AppendHtml("</p>");
        content.AppendHtml($"<input class=\"govuk-file-upload\" type=\"file\" multiple id=\"{id}\" name=\"{id}\" accept=\"{FileKind.Accept}\" aria-describedby=\"{id}-hint{(Error is null ? "" : $" {id}-error")}\"{(Error is null ? "" : " aria-invalid=\"true\"")}>");
        content.AppendHtml("<ul class=\"uploads\">");
        foreach (var file in Uploads as IReadOnlyList<UploadedFile> ?? [])
            Row(content, file, settings);
        content.AppendHtml("</ul><p class=\"unseen\" role=\"status\"></p>");
        if (Script)
            output.PostElement.AppendHtml($"<script type=\"module\" src=\"/{SiteAssets.Script("upload")}\"></script>");
    }

    private void Row(TagHelperContent content, UploadedFile file, FileSettings settings)
    {
        if (file.Refusal is { } code)
            content.AppendHtml("<li class=\"refused\"><span class=\"name\">").Append(file.Name).AppendHtml("</span> <span class=\"note\">").Append(FileRefusal.Of(code, L, settings)).AppendHtml("</span></li>");
        else
            content.AppendHtml($"<li><label><input type=\"checkbox\" class=\"kept\" name=\"{Encode(FormFiles.Numbers(Name))}\" value=\"{Encode(file.Id)}\" checked> <span class=\"name\">").Append(file.Name)
                .AppendHtml("</span></label> <span class=\"note\">").Append(file.IsWaiting ? Held : L.T("Sudah diunggah.", "Uploaded.")).AppendHtml("</span></li>");
    }

    private string Held => L.T("Sudah diunggah; menunggu pemindai virus.", "Uploaded; waiting for the virus scanner.");

    private string Texts(FileSettings settings) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["queued"] = L.T("Menunggu giliran.", "Waiting for its turn."),
        ["running"] = L.T("Mengunggah: {percent} %", "Uploading: {percent}%"),
        ["paused"] = L.T("Sambungan terputus. Unggahan berlanjut sendiri bila tersambung lagi.", "The connection is gone. The upload goes on by itself when it is back."),
        ["broken"] = L.T("Sambungan tersendat; mencoba lagi.", "The connection is unsteady; trying again."),
        ["done"] = L.T("Sudah diunggah.", "Uploaded."),
        ["held"] = Held,
        ["arrived"] = L.T("{name} sudah diunggah.", "{name} is uploaded."),
        ["cancelled"] = L.T("{name} tidak jadi diunggah.", "{name} is not uploaded."),
        ["failed"] = L.T("Tidak terunggah. Coba lagi.", "Not uploaded. Try again."),
        ["signIn"] = L.T("Sesi Anda sudah berakhir. Masuk di tab lain, lalu coba lagi di sini.", "Your session is over. Sign in in another tab, then try again here."),
        ["large"] = FileRefusal.Of(FileProblem.TooLarge, L, settings),
        ["cancel"] = L.T("Batalkan", "Cancel"),
        ["again"] = L.T("Coba lagi", "Try again"),
        ["away"] = L.T("Singkirkan", "Put away"),
        ["later"] = L.T("Unggahan belum selesai. Formulir dikirim sesudah semuanya selesai.", "Uploads are not finished. The form is sent when all are."),
    });
}
