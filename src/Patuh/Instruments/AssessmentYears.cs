using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;
using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>A year: its instrument, or the reason why it has none.</summary>
internal sealed record AssessmentYear(int Year, string? Instrument, LocalText? Reason);

/// <summary>Which years were assessed by which method (content/years.yaml), and whether two of them may be compared.</summary>
internal static class AssessmentYears
{
    private static readonly Lazy<(IReadOnlyList<AssessmentYear> Years, IReadOnlyList<(int Year, LocalText Reason)> Breaks)> Data = new(Load);

    public static IReadOnlyList<AssessmentYear> All => Data.Value.Years;

    /// <summary>True for a year whose results have a known method.</summary>
    public static bool HasMethod(int year) => All.Any(y => y.Year == year && y.Instrument is not null);

    /// <summary>A year with an instrument.</summary>
    /// <exception cref="RefusedException">It has none; the reason is said.</exception>
    public static AssessmentYear Find(int year)
    {
        var known = All.FirstOrDefault(y => y.Year == year);
        if (known?.Instrument is not null)
            return known;
        throw new RefusedException("--year", 1, "year.no-method", known is null
            ? $"no assessment method is known for {year}; known are {string.Join(", ", All.Where(y => y.Instrument is not null).Select(y => y.Year))}"
            : $"{known.Reason!.En} Known years are {string.Join(", ", All.Where(y => y.Instrument is not null).Select(y => y.Year))}");
    }

    /// <summary>Whether scores of two years may be compared, with the reasons that a source gives first.</summary>
    public static Comparability Compare(int a, int b) => Compare(InstrumentLibrary.Of(a), InstrumentLibrary.Of(b), a, b);

    /// <summary>The same for two instruments, by the years they came into force; of the same content they are one method.</summary>
    public static Comparability Compare(InstrumentFile a, InstrumentFile b) =>
        a.Hash == b.Hash ? Comparability.Of(a.Instrument, a.Instrument)
        : Compare(a.Instrument, b.Instrument, a.Instrument.InForce.From, b.Instrument.InForce.From);

    private static Comparability Compare(Instrument a, Instrument b, int yearA, int yearB)
    {
        var verdict = Comparability.Of(a, b);
        if (verdict.Verdict == Verdict.SameMethod)
            return verdict;
        var said = Data.Value.Breaks.Where(x => x.Year > Math.Min(yearA, yearB) && x.Year <= Math.Max(yearA, yearB)).Select(x => x.Reason).ToList();
        return said.Count == 0 ? verdict : new(Verdict.NotComparable, [.. said, .. verdict.Reasons]);
    }

    private static (IReadOnlyList<AssessmentYear>, IReadOnlyList<(int, LocalText)>) Load()
    {
        const string Name = "years.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "years", problems);
        var years = root.Maps("years").Select(y => new AssessmentYear(y.Integer("year", 1900, 9999), y.OptionalText("instrument"), Text(y))).ToList();
        var breaks = root.Maps("breaks").Select(y => (y.Integer("year", 1900, 9999), Text(y)!)).ToList();
        problems.ThrowIfAny();
        return (years, breaks);
    }

    private static LocalText? Text(YamlReader yaml) =>
        yaml.Has("reason") && yaml.Map("reason") is { } map ? new LocalText(map.Text("id"), map.Text("en")) : null;
}
