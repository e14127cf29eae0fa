using Patuh.Platform.Ui;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>Writes lines, paragraphs and rows down A4 pages and turns the page where one is full.</summary>
internal sealed class LetterWriter : IDisposable
{
    private const double Margin = 56, Foot = 60, Leading = 1.4;

    private readonly PdfDocument document;
    private XGraphics page = null!;
    private double y;

    static LetterWriter() => GlobalFontSettings.FontResolver = new Faces();

    public LetterWriter(PdfDocument document, string label)
    {
        (this.document, Label) = (document, label);
        TurnPage();
    }

    private string Label { get; }

    public double Width => XUnitPt.FromMillimeter(210).Point - 2 * Margin;

    public void Gap(double points) => y += points;

    public void Text(string text, double size = 10, bool bold = false, double indent = 0) => Row([(text, indent, Width - indent)], size, bold);

    public void Heading(string text)
    {
        // a heading does not stand alone at the foot of a page
        Gap(10);
        if (Left < 60)
            TurnPage();
        Text(text, 11.5, bold: true);
        Gap(2);
    }

    /// <summary>Cells side by side, each wrapped within its width; the row stays on one page.</summary>
    public void Row(IReadOnlyList<(string Text, double At, double Width)> cells, double size = 10, bool bold = false, bool ruled = false)
    {
        var font = Font(size, bold);
        var lines = cells.Select(c => Wrap(c.Text, font, c.Width - 6)).ToList();
        var height = lines.Max(l => l.Count) * size * Leading;
        if (height > Left)
            TurnPage();
        for (var i = 0; i < cells.Count; i++)
            for (var n = 0; n < lines[i].Count; n++)
                page.DrawString(lines[i][n], font, XBrushes.Black, Margin + cells[i].At, y + size + n * size * Leading);
        y += height;
        if (!ruled)
            return;
        y += 2;
        page.DrawLine(new XPen(XColors.Gray, 0.5), Margin, y, Margin + Width, y);
        y += 3;
    }

    /// <summary>Page numbers, once all are known.</summary>
    public void Finish()
    {
        page.Dispose();
        for (var i = 0; i < document.PageCount; i++)
        {
            using var foot = XGraphics.FromPdfPage(document.Pages[i], XGraphicsPdfPageOptions.Append);
            var font = Font(8, bold: false);
            foot.DrawString(Label, font, XBrushes.DimGray, Margin, document.Pages[i].Height.Point - 30);
            var number = $"{i + 1}/{document.PageCount}";
            foot.DrawString(number, font, XBrushes.DimGray, Margin + Width - foot.MeasureString(number, font).Width, document.Pages[i].Height.Point - 30);
        }
    }

    public void Dispose() => page.Dispose();

    private double Left => XUnitPt.FromMillimeter(297).Point - Foot - y;

    private void TurnPage()
    {
        page?.Dispose();
        var next = document.AddPage();
        next.Size = PageSize.A4;
        (page, y) = (XGraphics.FromPdfPage(next), Margin - 8);
    }

    private List<string> Wrap(string text, XFont font, double width)
    {
        var (lines, line) = (new List<string>(), "");
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, font, width)))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && page.MeasureString(longer, font).Width > width)
            {
                lines.Add(line);
                line = word;
            }
            else
                line = longer;
        }
        lines.Add(line);
        return lines;
    }

    /// <summary>A word that is wider than its cell is broken.</summary>
    private IEnumerable<string> Pieces(string word, XFont font, double width)
    {
        while (page.MeasureString(word, font).Width > width && word.Length > 1)
        {
            var length = word.Length - 1;
            while (length > 1 && page.MeasureString(word[..length], font).Width > width)
                length--;
            yield return word[..length];
            word = word[length..];
        }
        yield return word;
    }

    private static XFont Font(double size, bool bold) => new(Faces.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    /// <summary>The two styles that the build brings; no font of the machine is asked for.</summary>
    private sealed class Faces : IFontResolver
    {
        public const string Family = "Plus Jakarta Sans";

        public byte[]? GetFont(string faceName) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", SiteAssets.PdfFont(faceName)));

        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "bold" : "regular");
    }
}
