using Patuh.Scoring;

namespace Patuh.Instruments.Method;

/// <summary>What is new in a method against the one of the assessed year before: its verdict, and the indicators that came and went.</summary>
internal sealed record MethodChanges(int Before, Instrument Old, Comparability Verdict, IReadOnlyList<Indicator> Added, IReadOnlyList<Indicator> Removed)
{
    /// <summary>Null for the first method, and for one that no year uses.</summary>
    public static MethodChanges? Of(Instrument instrument)
    {
        var first = AssessmentYears.All.FirstOrDefault(y => y.Instrument == instrument.Id)?.Year;
        if (first is not { } year || AssessmentYears.All.LastOrDefault(y => y.Year < year && y.Instrument is not null)?.Year is not { } before)
            return null;
        var old = InstrumentLibrary.Of(before);
        // a code may come back with another meaning: what stays is what keeps its code and its name
        var (then, now) = (old.Indicators.Select(Key).ToHashSet(), instrument.Indicators.Select(Key).ToHashSet());
        // where a method without known weights stands on one side, its indicators are not known either
        var both = !old.BandsOnly && !instrument.BandsOnly;
        return new MethodChanges(before, old, AssessmentYears.Compare(before, year),
            both ? [.. instrument.Indicators.Where(i => !then.Contains(Key(i)))] : [], both ? [.. old.Indicators.Where(i => !now.Contains(Key(i)))] : []);
    }

    private static (string Code, string Name) Key(Indicator indicator) => (indicator.Code, indicator.Name.Id);
}
