using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;p-chart drawing note&gt;table&lt;/p-chart&gt;</c>: a drawing with a sentence below it, and the same figures as a table to unfold. The heading before it
/// says what is to be seen.
/// </summary>
[HtmlTargetElement("p-chart")]
public sealed class ChartTag : LocalTag
{
    public required IHtmlContent Drawing { get; set; }

    /// <summary>How to read it; sources.</summary>
    public string? Note { get; set; }

    /// <summary>Name of its sideways scrolling, for drawings that need room on a phone; without it the drawing shrinks.</summary>
    public string? Wide { get; set; }

    /// <summary>True where the end is what matters most (the newest year): then the scrolling begins there.</summary>
    public bool FromEnd { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        (output.TagName, output.TagMode) = ("figure", TagMode.StartTagAndEndTag);
        Class(output, "chart");
        var table = await output.GetChildContentAsync();
        output.Content.AppendHtml(Wide is { } name ? $"<section class=\"wide{(FromEnd ? " from-end" : "")}\" tabindex=\"0\" aria-label=\"{Encode(name)}\">" : "<div>");
        output.Content.AppendHtml(Drawing).AppendHtml(Wide is null ? "</div><figcaption>" : "</section><figcaption>");
        if (Note is { } note)
            output.Content.Append(note);
        if (!table.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml($"<details><summary>{L.T("Angkanya dalam tabel", "The figures in a table")}</summary>").AppendHtml(table).AppendHtml("</details>");
        output.Content.AppendHtml("</figcaption>");
    }
}
