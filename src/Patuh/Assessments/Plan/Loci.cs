using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;
using Patuh.Scoring;

namespace Patuh.Assessments.Plan;

/// <summary>
/// A unit that is assessed where nobody has planned otherwise. Choose: only a place, which unit it is has to be chosen for each agency. Named: names of its first
/// products; those after them are still to be named.
/// </summary>
internal sealed record Locus(string Kind, string Substance, string Name, bool Choose, string ProductKind, int Products, IReadOnlyList<string> Named);

/// <summary>Lokus: the units, products and posts that a plan begins with (content/loci.yaml).</summary>
internal sealed class Loci
{
    private static readonly Dictionary<string, Basis> Words = new() { ["official"] = Scoring.Basis.Official, ["mixed"] = Scoring.Basis.Mixed, ["illustrative"] = Scoring.Basis.Illustrative };

    private static readonly Lazy<Loci> Data = new(Load);

    private readonly Dictionary<string, (Basis Basis, IReadOnlyList<Locus> Units)> classes = [];
    private readonly Dictionary<string, (LocalText Name, IReadOnlyList<string> Officers, IReadOnlyList<string> ComplaintOfficers)> posts = [];

    public static Loci Current => Data.Value;

    public IReadOnlyList<string> Kinds => [.. posts.Keys];

    /// <summary>A kind of unit in words; as it is written where the file does not have it.</summary>
    public LocalText NameOf(string kind) => posts.TryGetValue(kind, out var found) ? found.Name : new(kind, kind);

    /// <summary>The units of a class; none for a class that the file does not have.</summary>
    public IReadOnlyList<Locus> Of(string agencyClass) => classes.TryGetValue(agencyClass, out var found) ? found.Units : [];

    public Basis BasisOf(string agencyClass) => classes.TryGetValue(agencyClass, out var found) ? found.Basis : Basis.Illustrative;

    /// <summary>Posts of the officers of a kind of unit.</summary>
    public IReadOnlyList<string> Posts(string kind, string role) =>
        !posts.TryGetValue(kind, out var found) ? [] : role == SubjectRole.Officer ? found.Officers : role == SubjectRole.ComplaintOfficer ? found.ComplaintOfficers : [];

    private static Loci Load()
    {
        const string Name = "loci.yaml";
        var (loci, problems) = (new Loci(), new ProblemList());
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "loci", problems);
        foreach (var post in root.Maps("posts"))
            loci.posts.Add(post.Text("kind"), (post.Map("name") is { } name ? new(name.Text("id"), name.Text("en")) : new("", ""), post.Texts("officers"), post.Texts("complaint_officers")));
        foreach (var group in root.Maps("classes"))
        {
            var basis = group.Choice("basis", Words);
            var units = group.Maps("units").Select(u => new Locus(u.Text("kind"), u.Text("substance"), u.Text("name"), u.Boolean("choose"), u.Text("product_kind"), u.Integer("products", 0, 20), u.Texts("named", required: false))).ToList();
            foreach (var agencyClass in group.Texts("classes"))
                loci.classes.Add(agencyClass, (basis, units));
        }
        problems.ThrowIfAny();
        return loci;
    }
}
