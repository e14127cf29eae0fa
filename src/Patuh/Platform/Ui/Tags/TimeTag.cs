using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Patuh.Platform.Ui.Tags;

/// <summary><c>&lt;p-time of /&gt;</c>: a moment of the database (UTC) as people in western Indonesia read it, with the zone said.</summary>
[HtmlTargetElement("p-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTag : LocalTag
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    public required string Of { get; set; }

    /// <summary>With seconds, where their order matters.</summary>
    public bool Seconds { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var moment = Stamp.Read(Of).ToOffset(Wib);
        (output.TagName, output.TagMode) = ("time", TagMode.StartTagAndEndTag);
        output.Attributes.SetAttribute("datetime", Of);
        var clock = moment.ToString(Seconds ? "HH:mm:ss" : "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        output.Content.SetContent($"{L.Date(Stamp.Of(DateOnly.FromDateTime(moment.DateTime)))}, {L.Clock(clock)} WIB");
    }
}
