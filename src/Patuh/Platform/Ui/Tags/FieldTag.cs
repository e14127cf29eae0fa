using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;p-field name label hint error value /&gt;</c>: a question with its label, hint and error, as govuk-frontend lays them out. <c>rows</c> makes it a
/// text area, <c>type</c> another input.
/// </summary>
[HtmlTargetElement("p-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTag : LocalTag
{
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public string? Error { get; set; }

    public string? Value { get; set; }

    public string Type { get; set; } = "text";

    public int Rows { get; set; }

    public int Longest { get; set; } = 200;

    /// <summary>What browsers and password managers may fill in (<c>autocomplete</c>).</summary>
    public string? Auto { get; set; }

    /// <summary>A keyboard for figures on phones.</summary>
    public bool Figures { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // an attribute bound to nothing comes as an empty text
        (Hint, Error) = (Hint is "" ? null : Hint, Error is "" ? null : Error);
        (output.TagName, output.TagMode) = ("div", TagMode.StartTagAndEndTag);
        Class(output, Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        var id = Encode(Name);
        var describes = string.Join(' ', ((string?[])[Hint is null ? null : $"{id}-hint", Error is null ? null : $"{id}-error"]).Where(d => d is not null));
        var content = output.Content;
        content.AppendHtml($"<label class=\"govuk-label\" for=\"{id}\">").Append(Label).AppendHtml("</label>");
        if (Hint is { } hint)
            content.AppendHtml($"<div id=\"{id}-hint\" class=\"govuk-hint\">").Append(hint).AppendHtml("</div>");
        if (Error is { } error)
            content.AppendHtml($"<p id=\"{id}-error\" class=\"govuk-error-message\"><span class=\"unseen\">{L.T("Galat:", "Error:")}</span> ").Append(error).AppendHtml("</p>");
        var common = $"id=\"{id}\" name=\"{id}\" maxlength=\"{Longest}\""
            + (describes.Length > 0 ? $" aria-describedby=\"{describes}\"" : "") + (Error is null ? "" : " aria-invalid=\"true\"") + (Figures ? " inputmode=\"decimal\"" : "")
            + (string.IsNullOrEmpty(Auto) ? "" : $" autocomplete=\"{Encode(Auto)}\"");
        var wrong = Error is null ? "" : Rows > 0 ? " govuk-textarea--error" : " govuk-input--error";
        if (Rows > 0)
            content.AppendHtml($"<textarea class=\"govuk-textarea{wrong}\" rows=\"{Rows}\" {common}>").Append(Value ?? "").AppendHtml("</textarea>");
        else
            content.AppendHtml($"<input class=\"govuk-input{wrong}{(Figures ? " govuk-input--width-5" : "")}\" type=\"{Encode(Type)}\" {common} value=\"{Encode(Value ?? "")}\">");
    }
}
