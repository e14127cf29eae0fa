using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Results;

/// <summary>Published scores as people write them into CSV files.</summary>
internal static class ScoreText
{
    /// <summary>An empty cell: no score, which is not a score of zero.</summary>
    public const int None = -1;

    /// <summary>Reads a score in hundredths, rounded once by the method.</summary>
    public static int Read(string text, Instrument instrument, string file, long line, ProblemList problems)
    {
        if (Exact(text, Highest(instrument), file, line, problems) is not { } exact)
            return None;
        return instrument.Publish(exact);
    }

    /// <summary>Reads a score exactly; null when the cell is empty or refused.</summary>
    public static Fraction? Exact(string text, decimal highest, string file, long line, ProblemList problems)
    {
        if (text.Length == 0)
            return null;
        if (!DecimalText.TryReadExact(text, out var score))
            problems.Add(file, line, "score.malformed", $"the score {Visible.Quoted(text)} is not a plain number{(text.Contains(',') ? "; write a point for decimals" : "")}");
        else if (score < Fraction.Zero || score > Fraction.From(highest))
            problems.Add(file, line, "score.outside", $"the score {Visible.Quoted(text)} is outside 0 to {highest}");
        else
            return score;
        return null;
    }

    // the scale of a "bands only" method is that of its scores: 2015 went to 75
    private static decimal Highest(Instrument instrument) => instrument.BandsOnly ? instrument.Scale.Max : 100;
}
