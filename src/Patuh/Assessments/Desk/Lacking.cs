using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>An indicator that required answers are missing of.</summary>
internal sealed record Lacking(Dimension Dimension, Indicator Indicator, int Missing)
{
    /// <summary>So many are shown; the rest is a number.</summary>
    public const int Shown = 12;

    /// <summary>In the order of the instrument.</summary>
    public static IReadOnlyList<Lacking> Of(Method method, string level, Scoresheet sheet)
    {
        var indicators = method.Instrument.Indicators.ToList();
        var counts = level == AssessmentLevel.Agency ? Completeness.OfAgency(sheet, 0) : Completeness.OfUnit(sheet, 0);
        return [.. counts.Where(c => c.Missing > 0).Select(c => new Lacking(method.Find(indicators[c.Indicator].Code)!.Value.Dimension, indicators[c.Indicator], c.Missing))];
    }
}
