using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Guides;

/// <summary>Panduan: how one works here, for assessors and for agencies. The texts and pictures are those of <c>docs</c>, so that there is one of each.</summary>
internal sealed record Guide(string Name, string Title, string Lead, string Html)
{
    public const string Path = WorkArea.Root + "/panduan";

    private const string PictureFolder = "guide/";

    // nothing in a guide needs HTML of its own
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    public static IReadOnlyList<Guide> All { get; } = [Read("asesor", "guide-assessor.md"), Read("instansi", "guide-agency.md")];

    private static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "guides");

    /// <summary>A picture of a guide; null where it is none.</summary>
    public static string? Picture(string name) =>
        All.Any(g => g.Html.Contains($"\"{Path}/gambar/{name}\"", StringComparison.Ordinal)) ? System.IO.Path.Combine(Folder, name) : null;

    private static Guide Read(string name, string file)
    {
        var document = Markdig.Markdown.Parse(File.ReadAllText(System.IO.Path.Combine(Folder, file)), Markdown);
        var heading = (HeadingBlock)document[0];
        var lead = (ParagraphBlock)document[1];
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Point(link);
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Markdown.Setup(renderer);
        document.RemoveAt(0);
        renderer.Render(document);
        return new Guide(name, Text(heading), Text(lead), html.ToString());
    }

    /// <summary>What is a file in the repository is a page here; a sentence that sends readers to what has none is left out.</summary>
    private static void Point(LinkInline link)
    {
        if (link.IsImage)
            link.Url = $"{Path}/gambar/{link.Url![PictureFolder.Length..]}";
        else if (link.Url switch { "guide-assessor.md" => Path + "/asesor", "guide-agency.md" => Path + "/instansi", "method.md" => "/metode", _ => null } is { } page)
            link.Url = page;
        else
        {
            var sentence = Around(link);
            sentence.Parent!.Remove(sentence);
        }
    }

    private static LeafBlock Around(Inline inline)
    {
        var outermost = inline.Parent!;
        while (outermost.Parent is { } parent)
            outermost = parent;
        return outermost.ParentBlock!;
    }

    /// <summary>The first sentence, or all of it.</summary>
    private static string Text(LeafBlock block)
    {
        var text = string.Concat(block.Inline!.Descendants<LiteralInline>().Select(i => i.Content.ToString()));
        return text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;
    }
}
