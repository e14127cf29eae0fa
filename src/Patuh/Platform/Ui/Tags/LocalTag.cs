using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary>A part of the design system that speaks the reader's language. Tag helpers are public: Razor sees no others.</summary>
public abstract class LocalTag : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private protected Reader L => field ??= Reader.Of(ViewContext.HttpContext);

    protected static string Encode(string text) => Reader.Encode(text);

    /// <summary>Adds a class to those that the page gave.</summary>
    protected static void Class(TagHelperOutput output, string name) =>
        output.Attributes.SetAttribute("class", output.Attributes["class"] is { } given ? $"{name} {given.Value}" : name);
}
