using System.Text.Json.Nodes;
using Patuh.Results.Explain;
using Patuh.Results.Score;
using Patuh.TestSupport;

namespace Patuh.Scoring.Tests;

/// <summary>Every case of content/conformance: the same input gives the same files and trees, to the last digit.</summary>
public sealed class GoldenCases
{
    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Repository.File("content", "conformance"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_case_gives_its_results(string name)
    {
        var golden = Read(name);
        var package = Package(golden).Load();
        using var folder = new TemporaryFolder();
        ScoreFiles.Write(package, new YearScores(package.Sheet), folder["out"], "id");
        foreach (var (file, lines) in golden["expect"]!.AsObject().Where(e => e.Key != "explain"))
            Assert.Equal(lines!.AsArray().Select(l => (string)l!), File.ReadAllLines(Path.Combine(folder["out"], file)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_case_gives_its_trees(string name)
    {
        var golden = Read(name);
        var package = Package(golden).Load();
        foreach (var (agency, expected) in golden["expect"]!["explain"]!.AsObject())
        {
            var buffer = new MemoryStream();
            TreeJson.Write(ScoreTree.Explain(package.Sheet, package.Sheet.FindAgency(agency)), buffer);
            var tree = JsonNode.Parse(buffer.ToArray())!;
            WithoutBasis(tree);
            Assert.Equal(expected!.ToJsonString(), Ordered(tree, expected).ToJsonString());
        }
    }

    internal static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllBytes(Repository.File("content", "conformance", name + ".json")))!;

    internal static TestPackage Package(JsonNode golden)
    {
        var package = new TestPackage().With("instrument.yaml", golden["instrument"]!.ToJsonString());
        foreach (var (file, lines) in golden.AsObject().Where(f => f.Key.EndsWith(".csv", StringComparison.Ordinal)))
            package.With(file, string.Join('\n', lines!.AsArray().Select(l => (string)l!)) + "\n");
        return package;
    }

    // what a cell is founded on is ours to add; the contract's keys are compared
    private static void WithoutBasis(JsonNode node)
    {
        node.AsObject().Remove("basis");
        foreach (var child in node["children"]!.AsArray())
            WithoutBasis(child!);
    }

    /// <summary>The same node with its keys in the order of another: order of keys means nothing.</summary>
    private static JsonNode Ordered(JsonNode node, JsonNode like) => (node, like) switch
    {
        (JsonObject a, JsonObject b) => new JsonObject([.. b.Select(p => p.Key).Union(a.Select(p => p.Key)).Where(a.ContainsKey)
            .Select(k => KeyValuePair.Create(k, a[k] is { } v && b[k] is { } l ? Ordered(v, l) : a[k]?.DeepClone()))]),
        (JsonArray a, JsonArray b) => new JsonArray([.. a.Select((v, i) => i < b.Count && v is not null && b[i] is not null ? Ordered(v, b[i]!) : v?.DeepClone())]),
        _ => node.DeepClone(),
    };
}
