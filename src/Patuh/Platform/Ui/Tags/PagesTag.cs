using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-pages number of address name /&gt;</c>: where one is in a list of several pages, with links to those before and after; nothing where there is one page.</summary>
[HtmlTargetElement("p-pages", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagesTag : LocalTag
{
    /// <summary>From 1.</summary>
    public required int Number { get; set; }

    /// <summary>How many there are.</summary>
    public required int Of { get; set; }

    /// <summary>The path of a page, in Indonesian.</summary>
    public required Func<int, string> Address { get; set; }

    /// <summary>What is paged, where a page has several lists.</summary>
    public string? Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of < 2)
        {
            output.SuppressOutput();
            return;
        }
        (output.TagName, output.TagMode) = ("nav", TagMode.StartTagAndEndTag);
        Class(output, "pages");
        output.Attributes.SetAttribute("aria-label", Name ?? L.T("Halaman", "Pages"));
        if (Number > 1)
            Link(output, "prev", Number - 1, L.T("Sebelumnya", "Previous"));
        output.Content.AppendHtml($"<span>{Encode(L.T($"Halaman {Number} dari {Of}", $"Page {Number} of {Of}"))}</span> ");
        if (Number < Of)
            Link(output, "next", Number + 1, L.T("Berikutnya", "Next"));
    }

    private void Link(TagHelperOutput output, string rel, int number, string word) => output.Content.AppendHtml($"<a rel=\"{rel}\" href=\"{Encode(L.Url(Address(number)))}\">{Encode(word)}</a> ");
}
