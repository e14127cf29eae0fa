using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Patuh.Platform.Ui;

namespace Patuh.Results.Charts;

/// <summary>Writes a drawing; numbers with a point, texts encoded.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    public Svg(string name, double width, double height, string label, bool links = false) =>
        // what holds links is a group of them; anything else is one picture with a name
        text.Append(CultureInfo.InvariantCulture, $"<svg class=\"{name}\" viewBox=\"0 0 {width:0.##} {height:0.##}\" role=\"{(links ? "group" : "img")}\" aria-label=\"{Encode(label)}\">");

    public static string Encode(string text) => Reader.Encode(text);

    /// <summary>Markup whose holes are numbers and encoded or safe texts.</summary>
    public Svg Add(FormattableString markup)
    {
        text.Append(markup.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public Svg Text(double x, double y, string content, string name, string anchor = "middle")
    {
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"{name}\" x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\">{Encode(content)}</text>");
        return this;
    }

    public Svg Line(double x1, double y1, double x2, double y2, string name)
    {
        text.Append(CultureInfo.InvariantCulture, $"<line class=\"{name}\" x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\"/>");
        return this;
    }

    public Svg Rect(double x, double y, double width, double height, string name)
    {
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{name}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/>");
        return this;
    }

    public Svg Dot(double x, double y, double radius, string name, string? title = null)
    {
        text.Append(CultureInfo.InvariantCulture, $"<circle class=\"{name}\" cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\">{(title is null ? "" : $"<title>{Encode(title)}</title>")}</circle>");
        return this;
    }

    public IHtmlContent Done() => new HtmlString(text.Append("</svg>").ToString());
}
