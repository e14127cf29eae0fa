using Microsoft.AspNetCore.Html;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Charts;

/// <summary>An agency's score before and now, in hundredths.</summary>
internal sealed record ChangeRow(string Name, int Before, int Now);

/// <summary>A dumbbell for each agency: from the score before to the score now.</summary>
internal static class ChangeChart
{
    private const int Width = 760;
    private const int Left = 210;
    private const int Right = 74;
    private const int Step = 26;

    public static IHtmlContent Draw(Instrument instrument, IReadOnlyList<ChangeRow> rows, int before, int now, string label, Reader reader)
    {
        var lowest = (double)instrument.Bands.Where(b => b.From <= rows.Min(r => Math.Min(r.Before, r.Now)) / 100m).Max(b => b.From);
        var height = (rows.Count * Step) + 30;
        var svg = new Svg("change", Width, height, label);
        foreach (var band in instrument.Bands.Where(b => b.From > 0 && (double)b.From >= lowest))
        {
            svg.Line(X(band.From * 100), 22, X(band.From * 100), height, "cut");
            svg.Text(X(band.From * 100), 14, reader.Number(band.From), "cut-name");
        }
        svg.Text(Left - 12, 14, $"{before} → {now}", "none", "end");
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, y) = (rows[i], 30 + (i * Step) + 8);
            svg.Text(Left - 12, y + 4, Short(row.Name), "name", "end");
            svg.Line(X(row.Before), y, X(row.Now), y, "way");
            svg.Dot(X(row.Before), y, 5, "before").Dot(X(row.Now), y, 6, $"fill-{BandLook.Letter(instrument, row.Now)}");
            svg.Text(Width - Right + 10, y + 4, reader.Change(row.Now - row.Before), "value", "start");
        }
        return svg.Done();

        double X(decimal hundredths) => Left + ((Width - Left - Right) * (((double)hundredths / 100) - lowest) / (100 - lowest));
    }

    private static string Short(string name)
    {
        var text = name.Replace("Kabupaten ", "Kab. ", StringComparison.Ordinal);
        return text.Length <= 26 ? text : text[..25].TrimEnd() + "…";
    }
}
