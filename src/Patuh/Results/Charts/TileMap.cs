using Microsoft.AspNetCore.Html;
using Patuh.Agencies.Directory;
using Patuh.Platform.Ui;

namespace Patuh.Results.Charts;

/// <summary>What one tile shows: a figure (empty: there was nothing to show), the colour of its band, and a few words for those who hear it.</summary>
internal sealed record Tile(string Figure, char? Band, string Says);

/// <summary>The 38 provinces, one tile each, in the shape of the archipelago: Jakarta is as visible as Papua Pegunungan. Each leads to its page.</summary>
internal static class TileMap
{
    private const int Size = 58;
    private const int Gap = 4;

    public static IHtmlContent Draw(IReadOnlyList<Province> provinces, Func<Province, Tile?> tile, Func<Province, string> address, string label, Reader reader)
    {
        var (columns, rows) = (provinces.Max(p => p.Column) + 1, provinces.Max(p => p.Row) + 1);
        var svg = new Svg("tiles", (columns * (Size + Gap)) + Gap, (rows * (Size + Gap)) + Gap, label, links: true);
        foreach (var province in provinces.OrderBy(p => p.Row).ThenBy(p => p.Column))
        {
            var shown = tile(province);
            var (x, y) = (Gap + (province.Column * (Size + Gap)), Gap + (province.Row * (Size + Gap)));
            var says = $"{province.Name}: {shown?.Says ?? reader.T("tidak diketahui di sini", "not known here")}";
            // the name that is heard begins with what is seen
            var heard = $"{province.Label} {shown?.Figure} {says}";
            var absent = shown is { Figure: "" };
            svg.Add($"<a href=\"{Svg.Encode(address(province))}\" class=\"{(absent ? "absent" : $"on-{shown?.Band}")}\" aria-label=\"{Svg.Encode(heard)}\"><title>{Svg.Encode(says)}</title>");
            svg.Add($"<rect class=\"fill-{shown?.Band}\" x=\"{x}\" y=\"{y}\" width=\"{Size}\" height=\"{Size}\" rx=\"3\"/>");
            svg.Text(x + 7, y + 19, province.Label + " ", "label", "start");
            if (shown is not null)
                svg.Text(x + 7, y + 43, shown.Figure, "worth", "start");
            svg.Add($"</a>");
        }
        return svg.Done();
    }
}
