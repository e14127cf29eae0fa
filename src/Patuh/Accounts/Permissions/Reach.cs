using Patuh.Accounts.Organisations;

namespace Patuh.Accounts.Permissions;

/// <summary>The organisations on which a person may use a right, as a filter for the database: one condition, whatever the number of rows.</summary>
internal sealed record Reach(bool All, IReadOnlyList<string> Provinces, IReadOnlyList<string> Own)
{
    /// <summary>The own ones with those that they carry on (<see cref="Grant.Former"/>): for what a cycle has planned.</summary>
    public IReadOnlyList<string> Planned { get; init; } = Own;

    public static Reach Nothing { get; } = new(false, [], []);

    public bool Empty => !All && Provinces.Count == 0 && Own.Count == 0;

    public static Reach Of(IEnumerable<Grant> grants)
    {
        var held = grants.ToList();
        return new Reach(
            held.Exists(g => g.Organisation.Kind == OrganisationKind.HeadOffice),
            [.. held.SelectMany(g => g.Provinces).Distinct()],
            [.. held.Select(g => g.Organisation.Id).Distinct()])
        {
            Planned = [.. held.SelectMany(g => g.Former.Append(g.Organisation.Id)).Distinct()],
        };
    }

    /// <summary>Where somebody holds one of the rights, whether or not this session has shown the second factor that using it may ask for: for what waits, which is told and not done.</summary>
    public static Reach Of(Actor me, params IReadOnlyList<string> rights) => Of(me.Grants.Where(g => rights.Any(g.Role.Rights.Contains)));

    /// <summary>The same decision as <see cref="Grant.Covers"/>, in SQL.</summary>
    public IQueryable<OrganisationRow> Within(IQueryable<OrganisationRow> organisations) =>
        All ? organisations
        : organisations.Where(o => Own.Contains(o.Id) || (o.ParentId != null && Own.Contains(o.ParentId)) || (o.Province != null && Provinces.Contains(o.Province)));
}
