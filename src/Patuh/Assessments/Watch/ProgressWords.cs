using System.Globalization;
using Patuh.Assessments.Plan;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Watch;

/// <summary>Words and figures of progress.</summary>
internal static class ProgressWords
{
    /// <summary>A share in per cent, never 100 while something is missing, never 0 when something is there.</summary>
    public static string Share(int of, int outOf, Reader L)
    {
        if (outOf <= 0)
            return "–";
        var share = of * 100L / outOf;
        return (share == 0 && of > 0 ? "<1" : share.ToString(CultureInfo.InvariantCulture)) + L.T(" %", "%");
    }

    public static string Stage(CycleStageRow stage, string today, Reader L) =>
        stage.ClosedAt is not null ? L.T("ditutup lebih awal", "closed early")
        : stage.IsOpen(today) ? L.T("berlangsung", "going on")
        : string.CompareOrdinal(today, stage.BeginsOn) < 0 ? L.T("belum mulai", "not begun") : L.T("selesai", "over");
}
