using Microsoft.AspNetCore.Razor.TagHelpers;
using Patuh.Scoring;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-badge instrument score /&gt;</c>: the category of a score (or of a <c>band</c> without one), or where the method has none its predicate.</summary>
[HtmlTargetElement("p-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BadgeTag : LocalTag
{
    public required Instrument Instrument { get; set; }

    /// <summary>In hundredths.</summary>
    public int Score { get; set; }

    /// <summary>Instead of a score, where only the band was told.</summary>
    public Band? Band { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var band = Band ?? Instrument.BandOf(Score);
        if ((band.Category ?? (band.Predicate is { } predicate ? L.T(predicate) : null)) is not { } text)
        {
            output.SuppressOutput();
            return;
        }
        (output.TagName, output.TagMode) = ("span", TagMode.StartTagAndEndTag);
        Class(output, $"badge band-{BandLook.OfBand(Instrument, Instrument.Bands.ToList().IndexOf(band))}");
        output.Content.SetContent(text);
    }
}
