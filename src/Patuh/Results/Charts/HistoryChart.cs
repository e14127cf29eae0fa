using Microsoft.AspNetCore.Html;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Results.History;
using Patuh.Scoring;

namespace Patuh.Results.Charts;

/// <summary>The years as a drawing: each year's bands behind it, a line only where the method allows one, a dotted break where it does not.</summary>
internal static class HistoryChart
{
    private const int Width = 760;
    private const int Height = 300;
    private const int Right = 92;
    private const int Top = 26;
    private const int Foot = 44;

    public static IHtmlContent Draw(IReadOnlyList<HistoryYear> years, Reader reader)
    {
        var step = (double)(Width - Right) / years.Count;
        var svg = new Svg("history", Width, Height, reader.T("Nilai tiap tahun; angkanya ada di tabel di bawah", "Scores by year; the figures are in the table below"));
        for (var i = 0; i < years.Count; i++)
            Back(svg, years[i], i * step, step);
        Names(svg, years, reader);
        for (var i = 1; i < years.Count; i++)
            if (Breaks(years, i))
            {
                svg.Line(i * step, Top - 14, i * step, Height - Foot, "break");
                svg.Text((i * step) + 4, Top - 6, reader.T("metode berganti", "new method"), "cut", "start");
            }
        Line(svg, years, step, reader);
        for (var i = 0; i < years.Count; i++)
        {
            svg.Text((i + 0.5) * step, Height - Foot + 18, $"{years[i].Year.Year}", "year");
            if (years[i].Year.Reason is not null)
                svg.Text((i + 0.5) * step, Height - Foot + 34, years[i].Year.Year == 2020 ? reader.T("tidak ada", "none") : reader.T("tak diketahui", "unknown"), "none");
        }
        return svg.Done();
    }

    private static bool Breaks(IReadOnlyList<HistoryYear> years, int i)
    {
        // a year without a method stands between: the two beside it are compared
        var before = years.Take(i).LastOrDefault(y => y.Instrument is not null);
        return before is not null && years[i].Instrument is not null && AssessmentYears.Compare(before.Year.Year, years[i].Year.Year).Verdict == Verdict.NotComparable;
    }

    private static void Back(Svg svg, HistoryYear year, double x, double width)
    {
        if (year.Instrument is not { } instrument)
            return;
        var upper = Highest(instrument);
        for (var b = 0; b < instrument.Bands.Count; b++)
        {
            var (top, bottom) = (Y(upper, instrument), Y(instrument.Bands[b].From, instrument));
            svg.Rect(x, top, width, bottom - top, $"back fill-{BandLook.OfBand(instrument, b)}");
            upper = instrument.Bands[b].From;
        }
    }

    /// <summary>The last year's bands by name, at the right edge.</summary>
    private static void Names(Svg svg, IReadOnlyList<HistoryYear> years, Reader reader)
    {
        if (years[^1].Instrument is not { } instrument)
            return;
        var upper = Highest(instrument);
        foreach (var band in instrument.Bands)
        {
            var name = band.Category ?? (band.Predicate is { } p ? reader.T(p) : "");
            svg.Text(Width - Right + 8, Y((upper + band.From) / 2, instrument) + 4, name, "band", "start");
            upper = band.From;
        }
    }

    private static void Line(Svg svg, IReadOnlyList<HistoryYear> years, double step, Reader reader)
    {
        (double X, double Y)? before = null;
        for (var i = 0; i < years.Count; i++)
        {
            if (years[i].Score?.Hundredths is not { } score)
                continue;
            // years apart are not joined: what lies between is not known
            if (i > 0 && years[i - 1].Score is null)
                before = null;
            var (x, y) = ((i + 0.5) * step, Y(score / 100m, years[i].Instrument!));
            if (before is { } from && years[i].SinceBefore?.Verdict != Verdict.NotComparable)
                svg.Line(from.X, from.Y, x, y, years[i].SinceBefore?.Verdict == Verdict.Bridged ? "bridged" : "trend");
            before = (x, y);
        }
        for (var i = 0; i < years.Count; i++)
            if (years[i].Score?.Hundredths is { } score)
            {
                var (x, y) = ((i + 0.5) * step, Y(score / 100m, years[i].Instrument!));
                svg.Dot(x, y, 5, "point").Text(x, y - 11, reader.Score(score), "value");
            }
    }

    private static decimal Highest(Instrument instrument) => instrument.BandsOnly ? instrument.Scale.Max : 100;

    private static double Y(decimal score, Instrument instrument) => Top + ((Height - Foot - Top) * (1 - ((double)score / (double)Highest(instrument))));
}
