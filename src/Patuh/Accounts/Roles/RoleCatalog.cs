using System.Collections.Frozen;
using Patuh.Accounts.Organisations;
using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;
using Patuh.Scoring;

namespace Patuh.Accounts.Roles;

/// <summary>Hak: a named operation. A strong one asks for a second factor.</summary>
internal sealed record RightEntry(string Code, LocalText Name, bool Strong);

/// <summary>Peran: a set of rights, held within an organisation of some kinds.</summary>
internal sealed record Role(string Code, LocalText Name, IReadOnlyList<string> Within, FrozenSet<string> Rights, IReadOnlyList<string> Grants)
{
    /// <summary>Whether it holds a right that asks for a second factor.</summary>
    public required bool Strong { get; init; }
}

/// <summary>Pemisahan tugas: who has used one right on a unit may not use the other on the same unit.</summary>
internal sealed record Separation(string Used, string Refuses, LocalText Why);

/// <summary>The rights, roles and separations of content/roles.yaml.</summary>
internal sealed class RoleCatalog
{
    private static readonly Lazy<RoleCatalog> Data = new(Load);

    private readonly FrozenDictionary<string, Role> roles;
    private readonly FrozenDictionary<string, RightEntry> rights;

    private RoleCatalog(IReadOnlyList<RightEntry> rights, IReadOnlyList<Role> roles, IReadOnlyList<Separation> separations)
    {
        (AllRights, AllRoles, Separations) = (rights, roles, separations);
        this.rights = rights.ToFrozenDictionary(r => r.Code);
        this.roles = roles.ToFrozenDictionary(r => r.Code);
    }

    public static RoleCatalog Current => Data.Value;

    public IReadOnlyList<RightEntry> AllRights { get; }

    public IReadOnlyList<Role> AllRoles { get; }

    public IReadOnlyList<Separation> Separations { get; }

    public Role? Role(string? code) => code is not null && roles.TryGetValue(code, out var role) ? role : null;

    /// <summary>The right of that code.</summary>
    /// <exception cref="ArgumentException">There is none: code and data disagree.</exception>
    public RightEntry Right(string code) => rights.TryGetValue(code, out var right) ? right : throw new ArgumentException($"no right {code} in content/roles.yaml", nameof(code));

    private static RoleCatalog Load()
    {
        const string Name = "roles.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "roles", problems);
        var rights = root.Maps("rights").Select(r => new RightEntry(r.Text("code"), Text(r, "name"), r.Boolean("strong"))).ToList();
        var (codes, strong) = (rights.Select(r => r.Code).ToList(), rights.Where(r => r.Strong).Select(r => r.Code).ToHashSet());
        var roles = root.Maps("roles").Select(r =>
        {
            var own = r.Texts("rights", words: codes);
            return new Role(r.Text("code"), Text(r, "name"), r.Texts("within", least: 1, words: OrganisationKind.All.ToList()), own.ToFrozenSet(), r.Texts("grants", required: false)) { Strong = own.Any(strong.Contains) };
        }).ToList();
        var separations = root.Maps("separations").Select(s => new Separation(s.Text("used"), s.Text("refuses"), Text(s, "why"))).ToList();
        problems.ThrowIfAny();
        return new RoleCatalog(rights, roles, separations);
    }

    private static LocalText Text(YamlReader yaml, string key) =>
        yaml.Map(key) is { } map ? new LocalText(map.Text("id"), map.Text("en")) : new("", "");
}
