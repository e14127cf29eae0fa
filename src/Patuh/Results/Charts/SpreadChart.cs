using Microsoft.AspNetCore.Html;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Charts;

/// <summary>One agency's place in a distribution.</summary>
internal sealed record SpreadPoint(string Name, int Hundredths, bool Here = false);

/// <summary>A distribution: one dot for each agency, stacked where they are close, with the method's cut-offs and the mean.</summary>
internal static class SpreadChart
{
    private const int Width = 760;
    private const int Side = 14;
    private const int Radius = 5;

    public static IHtmlContent Draw(Instrument instrument, IReadOnlyList<SpreadPoint> points, int? mean, string label, Reader reader)
    {
        var highest = (double)(instrument.BandsOnly ? instrument.Scale.Max : 100);
        // from the band below the lowest, so that the dots have the room
        var lowest = (double)(instrument.Bands.Where(b => b.From <= points.Min(p => p.Hundredths) / 100m).Max(b => b.From));
        var columns = points.GroupBy(p => (int)(X(p.Hundredths / 100.0) / (2 * Radius))).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Hundredths).ToList());
        var height = 40 + (Math.Max(4, columns.Values.Max(c => c.Count)) * 2 * Radius);
        var floor = height - 28;
        var svg = new Svg("spread", Width, height, label);
        svg.Line(Side, floor, Width - Side, floor, "axis");
        foreach (var band in instrument.Bands.Where(b => b.From > 0 && (double)b.From >= lowest))
        {
            svg.Line(X((double)band.From), 4, X((double)band.From), floor, "cut");
            svg.Text(X((double)band.From), floor + 18, reader.Number(band.From), "cut-name");
        }
        foreach (var (column, stack) in columns)
            for (var i = 0; i < stack.Count; i++)
                svg.Dot((column * 2 * Radius) + Radius, floor - Radius - (i * 2 * Radius), Radius, $"fill-{BandLook.Letter(instrument, stack[i].Hundredths)}{(stack[i].Here ? " here" : "")}", $"{stack[i].Name}: {reader.Score(stack[i].Hundredths)}");
        if (mean is { } m)
        {
            svg.Line(X(m / 100.0), 14, X(m / 100.0), floor, "mean");
            svg.Text(X(m / 100.0), 11, $"{reader.T("rata-rata", "mean")} {reader.Score(m)}", "value");
        }
        return svg.Done();

        double X(double score) => Side + ((Width - (2 * Side)) * (score - lowest) / (highest - lowest));
    }
}
