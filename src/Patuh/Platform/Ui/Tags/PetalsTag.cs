using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Patuh.Scoring;

namespace Patuh.Platform.Ui.Tags;

/// <summary>One petal: a dimension with its score in hundredths, or none.</summary>
public readonly record struct Petal(LocalText Name, int? Score);

/// <summary>
/// <c>&lt;p-petals instrument of /&gt;</c>: the kawung glyph. Each petal's area is its dimension's score, its colour that score's band; clockwise from the
/// upper right in the order of the dimensions. The figures stand in its name for those who cannot see it.
/// </summary>
[HtmlTargetElement("p-petals", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PetalsTag : LocalTag
{
    // one petal pointing up from the centre, 17 units long, 8 at its widest
    private const string Shape = "M0-1.4C-5-6.4-5.7-12.7 0-18.4C5.7-12.7 5-6.4 0-1.4Z";

    public required Instrument Instrument { get; set; }

    public required IReadOnlyList<Petal> Of { get; set; }

    /// <summary>True where the figures stand right beside it: then it is left out for screen readers.</summary>
    public bool Told { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        (output.TagName, output.TagMode) = ("svg", TagMode.StartTagAndEndTag);
        Class(output, "petals");
        output.Attributes.SetAttribute("viewBox", "-20 -20 40 40");
        if (Told)
            output.Attributes.SetAttribute("aria-hidden", "true");
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", string.Join(", ", Of.Select(p => $"{L.T(p.Name)} {(p.Score is { } s ? L.Score(s) : "–")}")));
        }
        output.Content.SetHtmlContent(Draw());
    }

    private string Draw()
    {
        var svg = new StringBuilder();
        // more than four petals are narrower, so that neighbours only touch
        var narrow = Math.Min(1, Math.Tan(Math.PI / Math.Max(3, Of.Count)));
        for (var i = 0; i < Of.Count; i++)
        {
            var turn = (i + 0.5) * 360 / Of.Count;
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"full\" d=\"{Shape}\" transform=\"rotate({turn:0.##}) scale({narrow:0.###} 1)\"/>");
            if (Of[i].Score is { } score and > 0)
            {
                var size = Math.Sqrt(score / 10_000.0);
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"fill-{BandLook.Letter(Instrument, score)}\" d=\"{Shape}\" transform=\"rotate({turn:0.##}) scale({narrow * size:0.###} {size:0.###})\"/>");
            }
        }
        return svg.ToString();
    }
}
