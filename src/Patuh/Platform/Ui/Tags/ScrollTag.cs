using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-scroll name&gt;</c>: a wide table that scrolls sideways by itself, by keyboard too.</summary>
[HtmlTargetElement("p-scroll")]
public sealed class ScrollTag : LocalTag
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "section";
        Class(output, "scroll");
        output.Attributes.SetAttribute("tabindex", "0");
        output.Attributes.SetAttribute("aria-label", Name);
    }
}
