using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-zone of="hijau" /&gt;</c>: a shape (drawn by the stylesheet) and a word, so that colour is never alone.</summary>
[HtmlTargetElement("p-zone", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ZoneTag : LocalTag
{
    /// <summary>hijau, kuning, merah; nothing is shown where the method has no zone.</summary>
    public string? Of { get; set; }

    /// <summary>True for a cell of a table that holds nothing else.</summary>
    public bool Cell { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is null or "")
        {
            output.SuppressOutput();
            return;
        }
        (output.TagName, output.TagMode) = (Cell ? "td" : "span", TagMode.StartTagAndEndTag);
        Class(output, $"zone {Of}");
        output.Content.SetContent(L.Zone(Of));
    }
}
