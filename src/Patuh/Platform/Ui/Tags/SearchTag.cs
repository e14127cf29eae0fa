using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-search name query /&gt;</c>: the field that finds an agency or a province.</summary>
[HtmlTargetElement("p-search", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SearchTag : LocalTag
{
    public const int Longest = 100;

    /// <summary>Id of the field: unique on the page.</summary>
    public required string Name { get; set; }

    public string? Query { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        (output.TagName, output.TagMode) = ("form", TagMode.StartTagAndEndTag);
        Class(output, "search");
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("action", L.Url("/cari"));
        var label = L.T("Cari instansi atau provinsi", "Find an agency or province");
        output.Content.SetHtmlContent(
            $"<label class=\"unseen\" for=\"{Encode(Name)}\">{label}</label>"
            + $"<input id=\"{Encode(Name)}\" name=\"q\" type=\"search\" maxlength=\"{Longest}\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"{L.T("Kabupaten, kota, polres …", "Regency, city, ministry …")}\" value=\"{Encode(Query ?? "")}\">"
            + $"<button type=\"submit\">{L.T("Cari", "Find")}</button>");
    }
}
