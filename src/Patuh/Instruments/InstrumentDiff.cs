using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patuh.Instruments;

/// <summary>What changed between two instruments: a line for each value, parts found by their code and not by their place.</summary>
internal static class InstrumentDiff
{
    public static IEnumerable<string> Lines(InstrumentFile a, InstrumentFile b)
    {
        var (before, after) = (Flat(a), Flat(b));
        foreach (var (path, value) in before)
            if (!after.TryGetValue(path, out var now))
                yield return $"- {path}: {value}";
            else if (now != value)
                yield return $"~ {path}: {value} -> {now}";
        foreach (var (path, value) in after)
            if (!before.ContainsKey(path))
                yield return $"+ {path}: {value}";
    }

    private static SortedDictionary<string, string> Flat(InstrumentFile file)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Walk(JsonNode.Parse(file.Canonical)!, "", values);
        return values;
    }

    private static void Walk(JsonNode node, string path, SortedDictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, child) in map)
                    if (key != "code" && child is not null)
                        Walk(child, path.Length > 0 ? $"{path}.{key}" : key, values);
                break;
            case JsonArray list when list.All(i => i is JsonObject o && (o["code"] ?? o["from"]) is not null):
                foreach (var item in list)
                    Walk(item!, $"{path}[{item!["code"] ?? item["from"]}]", values);
                break;
            default:
                values[path] = node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
                break;
        }
    }
}
