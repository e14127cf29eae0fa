using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;
using Patuh.Scoring;

namespace Patuh.Agencies;

/// <summary>Golongan instansi: a class of agencies that are ranked together nationally.</summary>
internal sealed record AgencyClass(string Code, LocalText Name, LocalText Plural, IReadOnlyList<string> Words);

/// <summary>The classes of content/classes.yaml.</summary>
internal static class AgencyClasses
{
    private static readonly Lazy<IReadOnlyList<AgencyClass>> Data = new(Load);

    public static IReadOnlyList<AgencyClass> All => Data.Value;

    /// <summary>The class with that code, or null.</summary>
    public static AgencyClass? Find(string code) => All.FirstOrDefault(c => c.Code == code);

    /// <summary>The class with that code or that Indonesian or English word, in any case, or null.</summary>
    public static AgencyClass? FindWord(string word)
    {
        word = word.Trim().ToLowerInvariant();
        return Find(word) ?? All.FirstOrDefault(c => c.Words.Contains(word) || Same(c.Name) || Same(c.Plural));

        bool Same(LocalText text) => text.Id.ToLowerInvariant() == word || text.En.ToLowerInvariant() == word;
    }

    private static IReadOnlyList<AgencyClass> Load()
    {
        const string Name = "classes.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "classes", problems);
        var classes = root.Maps("classes").Select(c => new AgencyClass(c.Text("code"), Text(c, "name"), Text(c, "plural"), c.Texts("words"))).ToList();
        problems.ThrowIfAny();
        return classes;
    }

    private static LocalText Text(YamlReader yaml, string key) =>
        yaml.Map(key) is { } map ? new LocalText(map.Text("id"), map.Text("en")) : new("", "");
}
