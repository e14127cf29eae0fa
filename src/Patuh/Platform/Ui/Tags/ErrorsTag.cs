using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-errors of /&gt;</c>: what has to be put right, each a link to its field. Nothing where nothing is wrong.</summary>
[HtmlTargetElement("p-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTag : LocalTag
{
    /// <summary>Name of each field with its sentence.</summary>
    public required IReadOnlyDictionary<string, string> Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        (output.TagName, output.TagMode) = ("div", TagMode.StartTagAndEndTag);
        Class(output, "govuk-error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Content.AppendHtml($"<h2 class=\"govuk-error-summary__title\">{L.T("Ada yang perlu diperbaiki", "Something needs to be put right")}</h2><ul class=\"govuk-list govuk-error-summary__list\">");
        foreach (var (field, sentence) in Of)
            output.Content.AppendHtml($"<li><a href=\"#{Encode(field)}\">").Append(sentence).AppendHtml("</a></li>");
        output.Content.AppendHtml("</ul>");
    }
}
