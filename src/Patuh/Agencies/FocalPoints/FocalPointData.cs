using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;

namespace Patuh.Agencies.FocalPoints;

/// <summary>The days of content/focal-points.yaml: how long before a decree ends one is told, and how often numbers are tried.</summary>
internal sealed record FocalPointData(int DecreeWarning, int FirstCall, int CallInterval, int CallRetry, int CallStale)
{
    private static readonly Lazy<FocalPointData> Data = new(Load);

    public static FocalPointData Current => Data.Value;

    private static FocalPointData Load()
    {
        const string Name = "focal-points.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "focal_points", problems);
        var data = new FocalPointData(Days("decree_warning_days"), Days("first_call_days"), Days("call_interval_days"), Days("call_retry_days"), Days("call_stale_days"));
        problems.ThrowIfAny();
        return data;

        int Days(string key) => root.Integer(key, 1, 1000);
    }
}
