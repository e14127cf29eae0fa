using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;

namespace Patuh.Assessments.Visits;

/// <summary>What the field says about planning visits (content/visits.yaml): hints, warned of and never refused.</summary>
internal sealed record VisitHints(int UnitsADay, int MinutesEach, IReadOnlyList<string> Begins, int ConfirmDays)
{
    private static readonly Lazy<VisitHints> Data = new(Load);

    public static VisitHints Current => Data.Value;

    private static VisitHints Load()
    {
        const string Name = "visits.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "visits", problems);
        var hints = new VisitHints(root.Integer("units_a_day", 1, 20), root.Integer("minutes_each", 10, 600), root.Texts("begins", least: 1), root.Integer("confirm_days", 1, 60));
        problems.ThrowIfAny();
        return hints;
    }
}
