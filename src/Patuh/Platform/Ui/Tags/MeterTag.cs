using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-meter of out-of /&gt;</c>: how much of something is done, as a small bar; the figures stand beside it, so it is not read out.</summary>
[HtmlTargetElement("p-meter", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MeterTag : LocalTag
{
    public required int Of { get; set; }

    public required int OutOf { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        (output.TagName, output.TagMode) = ("svg", TagMode.StartTagAndEndTag);
        Class(output, "meter");
        output.Attributes.SetAttribute("viewBox", "0 0 100 10");
        output.Attributes.SetAttribute("preserveAspectRatio", "none");
        output.Attributes.SetAttribute("aria-hidden", "true");
        var width = OutOf <= 0 ? 0 : Math.Clamp(Of * 100.0 / OutOf, 0, 100);
        output.Content.SetHtmlContent(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"fill-A\" width=\"{width:0.#}\" height=\"10\"/>"));
    }
}
