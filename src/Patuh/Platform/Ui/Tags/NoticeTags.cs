using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-warn&gt;</c>: what a reader must know before reading on.</summary>
[HtmlTargetElement("p-warn")]
public sealed class WarnTag : LocalTag
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "p";
        Class(output, "warn");
    }
}

/// <summary><c>&lt;p-empty&gt;</c>: what will be here and how to begin.</summary>
[HtmlTargetElement("p-empty")]
public sealed class EmptyTag : LocalTag
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        Class(output, "empty");
    }
}
