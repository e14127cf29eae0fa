using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.People;

/// <summary>A role of a person as a list shows it.</summary>
internal sealed record HeldRole(RoleGrantRow Grant, OrganisationRow Organisation, bool Active)
{
    public Role? Role => RoleCatalog.Current.Role(Grant.Role);
}

/// <summary>A person with the roles that the reader may see.</summary>
internal sealed record ListedPerson(PersonRow Person, IReadOnlyList<HeldRole> Roles);

/// <summary>Orang: those who hold or held a role where the reader may see people.</summary>
[Needs(Right.PeopleRead)]
internal sealed class PeopleListModel(PatuhDb db, TimeProvider time) : WorkPage
{
    public const int PageSize = 50;

    public string Search { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<ListedPerson> People { get; private set; } = [];

    /// <summary>Three queries, whatever the number of people.</summary>
    public async Task OnGet(string? q, int hal, CancellationToken cancel)
    {
        Title = L.T("Orang", "People");
        Search = (q ?? "").Trim() is { Length: <= 100 } text ? text : "";
        var reach = Permission.Reach(Me, Right.PeopleRead);
        var found = Within(db, reach);
        if (Search.Length > 0)
        {
            var part = Search.ToUpperInvariant();
            found = found.Where(p => p.NormalizedEmail!.Contains(part) || p.Name.ToUpper().Contains(part));
        }
        Count = await found.CountAsync(cancel);
        Number = Math.Clamp(hal, 1, Math.Max(1, Pages));
        var page = await found.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var roles = await RolesOf(db, reach, [.. page.Select(p => p.Id)], time, cancel);
        People = [.. page.Select(p => new ListedPerson(p, [.. roles[p.Id]]))];
    }

    /// <summary>The people whom a reach covers: all of them for the head office, else those with a role, now or before, within it.</summary>
    public static IQueryable<PersonRow> Within(PatuhDb db, Reach reach)
    {
        var organisations = reach.Within(db.Set<OrganisationRow>());
        return reach.All ? db.Set<PersonRow>() : db.Set<PersonRow>().Where(p => db.Set<RoleGrantRow>().Any(g => g.PersonId == p.Id && organisations.Any(o => o.Id == g.OrganisationId)));
    }

    /// <summary>The roles of some people within a reach, newest first.</summary>
    public static async Task<ILookup<string, HeldRole>> RolesOf(PatuhDb db, Reach reach, IReadOnlyList<string> people, TimeProvider time, CancellationToken cancel)
    {
        var organisations = reach.Within(db.Set<OrganisationRow>());
        var today = Stamp.Of(Stamp.Today(time));
        var held = await (from g in db.Set<RoleGrantRow>() where people.Contains(g.PersonId) join o in organisations on g.OrganisationId equals o.Id orderby g.ValidFrom descending, g.Id select new { g, o }).ToListAsync(cancel);
        return held.ToLookup(h => h.g.PersonId, h => new HeldRole(h.g, h.o, h.g.IsActive(today)));
    }
}
