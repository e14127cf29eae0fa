using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Roles;

/// <summary>What may be given to whom, beyond the right to give at all.</summary>
internal static class GrantRules
{
    public const string Administrator = "national_administrator";

    /// <summary>The roles that somebody may give in an organisation: those that their own roles there may pass on, and that exist in such an organisation.</summary>
    public static IReadOnlyList<Role> Grantable(Actor actor, string right, OrganisationRow organisation)
    {
        var place = Place.Of(organisation);
        var codes = actor.Grants.Where(g => g.Role.Rights.Contains(right) && g.Covers(place)).SelectMany(g => g.Role.Grants).ToHashSet();
        return [.. RoleCatalog.Current.AllRoles.Where(r => codes.Contains(r.Code) && r.Within.Contains(organisation.Kind))];
    }

    /// <summary>Whether nobody but this person administers the nation: then that person's role cannot end, nor the account close.</summary>
    public static async Task<bool> IsLastAdministrator(PatuhDb db, string personId, TimeProvider time, CancellationToken cancel)
    {
        var today = Stamp.Of(Stamp.Today(time));
        var holders = await (from g in db.Set<RoleGrantRow>()
                             where g.Role == Administrator
                             join p in db.Set<PersonRow>() on g.PersonId equals p.Id
                             where p.ClosedAt == null
                             select g).ToListAsync(cancel);
        var active = holders.Where(g => g.IsActive(today)).ToList();
        return active.Exists(g => g.PersonId == personId) && active.TrueForAll(g => g.PersonId == personId);
    }
}
