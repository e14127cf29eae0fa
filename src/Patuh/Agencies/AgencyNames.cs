using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Platform.Data;

namespace Patuh.Agencies;

/// <summary>
/// Agencies follow the tree of organisations where it was changed: a new name, a new agency with the class of the one before it, the end of a code. What was published
/// of past years is left as it is; old names go on finding the agency.
/// </summary>
internal static class AgencyNames
{
    private const string Class = "(select min(a.class) from organisation_succession s join agency a on a.id = s.predecessor_id where s.successor_id = o.id)";
    private const string Day = "(select min(v.valid_from) from organisation_version v where v.organisation_id = o.id)";

    private static readonly string[] Steps =
    [
        "insert into agency (id, class, name) select o.id, " + Class + ", o.name from organisation o where o.kind = 'agency' and not exists (select 1 from agency a where a.id = o.id) and " + Class + " is not null",
        "insert into agency_region (agency_id, code, valid_from) select o.id, o.province, " + Day + " from organisation o where o.kind = 'agency' and o.province is not null and exists (select 1 from organisation_version v where v.organisation_id = o.id)"
            + " and exists (select 1 from agency a where a.id = o.id) and not exists (select 1 from agency_region r where r.agency_id = o.id)",
        "update agency set name = (select o.name from organisation o where o.id = agency.id) where exists (select 1 from organisation_version v where v.organisation_id = agency.id)"
            + " and name <> (select o.name from organisation o where o.id = agency.id)",
        "update agency_region set valid_to = (select o.closed_on from organisation o where o.id = agency_region.agency_id) where valid_to is null and exists (select 1 from organisation o where o.id = agency_region.agency_id and o.closed_on is not null)",
    ];

    public static void Follow(PatuhDb db, TimeProvider time)
    {
        var changed = 0;
        foreach (var step in Steps)
            changed += db.Database.ExecuteSqlRaw(step);
        if (changed == 0)
            return;
        var found = (from a in db.Set<AgencyRow>() join v in db.Set<OrganisationVersionRow>() on a.Id equals v.OrganisationId select a).Distinct().ToList();
        var known = db.Set<AgencyAliasRow>().Select(x => new { x.Class, x.NameKey }).AsEnumerable().Select(x => (x.Class, x.NameKey)).ToHashSet();
        foreach (var agency in found.Where(a => known.Add((a.Class, NameKey.Of(a.Name)))))
            db.Add(new AgencyAliasRow { Class = agency.Class, NameKey = NameKey.Of(agency.Name), AgencyId = agency.Id });
        db.SaveChanges();
        DataVersion.Raise(db, time);
    }
}
