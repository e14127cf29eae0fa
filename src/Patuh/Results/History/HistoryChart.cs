using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.History;

/// <summary>The years as a drawing: each year's bands behind it, a line only where the method allows one, a dotted break where it does not.</summary>
internal static class HistoryChart
{
    private const int Width = 720;
    private const int Height = 260;
    private const int Top = 24;
    private const int Foot = 40;

    public static IHtmlContent Draw(AgencyHistory history, Reader reader)
    {
        var years = history.Known;
        var step = (double)Width / years.Count;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"history\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Reader.Encode(reader.T("Nilai tiap tahun; angkanya ada di tabel di bawah", "Scores by year; the figures are in the table below"))}\">");
        for (var i = 0; i < years.Count; i++)
            Bands(svg, years[i], i * step, step);
        for (var i = 1; i < years.Count; i++)
            if (years[i].Instrument is not null && years[i - 1].Instrument is not null && AssessmentYears.Compare(years[i - 1].Year.Year, years[i].Year.Year).Verdict == Verdict.NotComparable)
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"break\" x1=\"{P(i * step)}\" x2=\"{P(i * step)}\" y1=\"{Top - 14}\" y2=\"{Height - Foot}\"/>");
        Line(svg, years, step, reader);
        for (var i = 0; i < years.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"year\" x=\"{P((i + 0.5) * step)}\" y=\"{Height - Foot + 18}\">{years[i].Year.Year}</text>");
            if (years[i].Year.Reason is not null)
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"none\" x=\"{P((i + 0.5) * step)}\" y=\"{Height - Foot + 34}\">{Reader.Encode(years[i].Year.Year == 2020 ? reader.T("tidak ada", "none") : reader.T("tak diketahui", "unknown"))}</text>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static void Bands(StringBuilder svg, HistoryYear year, double x, double width)
    {
        if (year.Instrument is not { } instrument)
            return;
        var upper = Highest(instrument);
        for (var b = 0; b < instrument.Bands.Count; b++)
        {
            var (top, bottom) = (Y(upper, instrument), Y(instrument.Bands[b].From, instrument));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"back fill-{Reader.Letter(instrument, b)}\" x=\"{P(x)}\" y=\"{P(top)}\" width=\"{P(width)}\" height=\"{P(bottom - top)}\"/>");
            upper = instrument.Bands[b].From;
        }
    }

    private static void Line(StringBuilder svg, IReadOnlyList<HistoryYear> years, double step, Reader reader)
    {
        (double X, double Y)? before = null;
        for (var i = 0; i < years.Count; i++)
        {
            if (years[i].Score?.Hundredths is not { } score)
                continue;
            // years apart are not joined: what lies between is not known
            if (i > 0 && years[i - 1].Score is null)
                before = null;
            var point = ((i + 0.5) * step, Y(score / 100m, years[i].Instrument!));
            if (before is { } from && years[i].SinceBefore?.Verdict != Verdict.NotComparable)
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{(years[i].SinceBefore?.Verdict == Verdict.Bridged ? "bridged" : "trend")}\" x1=\"{P(from.X)}\" y1=\"{P(from.Y)}\" x2=\"{P(point.Item1)}\" y2=\"{P(point.Item2)}\"/>");
            before = point;
        }
        for (var i = 0; i < years.Count; i++)
            if (years[i].Score?.Hundredths is { } score)
            {
                var (x, y) = ((i + 0.5) * step, Y(score / 100m, years[i].Instrument!));
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{P(x)}\" cy=\"{P(y)}\" r=\"5\"/><text class=\"value\" x=\"{P(x)}\" y=\"{P(y - 10)}\">{reader.Score(score)}</text>");
            }
    }

    private static decimal Highest(Instrument instrument) => instrument.BandsOnly ? instrument.Scale.Max : 100;

    private static double Y(decimal score, Instrument instrument) => Top + ((Height - Foot - Top) * (1 - ((double)score / (double)Highest(instrument))));

    private static string P(double d) => d.ToString("0.##", CultureInfo.InvariantCulture);
}
