using System.Globalization;
using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;

namespace Patuh.Assessments.Plan;

/// <summary>The days that a new cycle's stages begin with (content/stages.yaml); every cycle may move them.</summary>
internal static class StageDays
{
    private static readonly Lazy<IReadOnlyList<(string Stage, string From, string To, int YearsLater)>> Data = new(Load);

    public static IEnumerable<CycleStageRow> Default(string cycleId, int year) => Data.Value.Select(s => new CycleStageRow
    {
        CycleId = cycleId,
        Stage = s.Stage,
        BeginsOn = string.Create(CultureInfo.InvariantCulture, $"{year + (string.CompareOrdinal(s.To, s.From) < 0 || s.YearsLater == 0 ? 0 : s.YearsLater):0000}-{s.From}"),
        EndsOn = string.Create(CultureInfo.InvariantCulture, $"{year + s.YearsLater:0000}-{s.To}"),
    });

    private static IReadOnlyList<(string, string, string, int)> Load()
    {
        const string Name = "stages.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "stages", problems);
        var stages = root.Maps("stages").Select(s => (s.Text("stage"), s.Text("from"), s.Text("to"), s.Integer("years_later", 0, 2, required: false))).ToList();
        problems.ThrowIfAny();
        return stages;
    }
}
