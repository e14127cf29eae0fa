using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>A change on its day: the organisations' own rows become what the versions say, roles where work ends are ended, and those that are carried over begin.</summary>
internal sealed class TreeEffect(PatuhDb db, TimeProvider time, OrganisationChangeRow change)
{
    private readonly By by = new(change.MadeBy, change.MadeRole, change.MadeFor);

    // a change that is written down late ends roles now, not in the past
    private readonly string end = string.CompareOrdinal(change.Day, Stamp.Of(Stamp.Today(time))) > 0 ? change.Day : Stamp.Of(Stamp.Today(time));

    public async Task Apply(CancellationToken cancel)
    {
        // new agencies first: units may belong to them
        foreach (var v in await db.Set<OrganisationVersionRow>().Where(v => v.ChangeId == change.Id).OrderBy(v => v.Kind == OrganisationKind.Agency ? 0 : 1).ToListAsync(cancel))
        {
            if (await db.Set<OrganisationRow>().Where(o => o.Id == v.OrganisationId).ExecuteUpdateAsync(o => o.SetProperty(x => x.Name, v.Name).SetProperty(x => x.ParentId, v.ParentId).SetProperty(x => x.Province, v.Province), cancel) == 0)
                db.Add(new OrganisationRow { Id = v.OrganisationId, Kind = v.Kind, Name = v.Name, ParentId = v.ParentId, Province = v.Province });
            await db.SaveChangesAsync(cancel);
        }
        var versions = db.Set<OrganisationVersionRow>();
        var over = db.Set<OrganisationSuccessionRow>().Where(s => s.ChangeId == change.Id && !versions.Any(v => v.OrganisationId == s.PredecessorId && v.ValidFrom == change.Day)).Select(s => s.PredecessorId);
        await db.Set<OrganisationRow>().Where(o => o.ClosedOn == null && over.Contains(o.Id)).ExecuteUpdateAsync(o => o.SetProperty(x => x.ClosedOn, change.Day), cancel);
        await Grants(await db.Set<RoleGrantRow>().Where(g => over.Contains(g.OrganisationId) && (g.ValidTo == null || string.Compare(g.ValidTo, end) > 0)).ToListAsync(cancel), cancel);
        db.Audit(time, by, "organisation.change_took_effect", new Subject("organisation", change.OrganisationId), after: new { change = change.Id, change.Kind, change.Day });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task Grants(IReadOnlyList<RoleGrantRow> held, CancellationToken cancel)
    {
        var ids = held.Select(g => g.Id).ToList();
        await db.Set<RoleGrantRow>().Where(g => ids.Contains(g.Id)).ExecuteUpdateAsync(g => g.SetProperty(x => x.ValidTo, x => string.Compare(x.ValidFrom, end) > 0 ? x.ValidFrom : end), cancel);
        var carried = await db.Set<OrganisationChangeGrantRow>().Where(c => c.ChangeId == change.Id).ToDictionaryAsync(c => c.GrantId, c => c.SuccessorId, cancel);
        var people = held.Select(g => g.PersonId).ToList();
        var open = (await db.Set<PersonRow>().Where(p => people.Contains(p.Id) && p.ClosedAt == null).Select(p => p.Id).ToListAsync(cancel)).ToHashSet();
        foreach (var grant in held)
        {
            var before = new GrantAudit(grant.PersonId, grant.Role, grant.OrganisationId, grant.ValidFrom, grant.ValidTo);
            var from = string.CompareOrdinal(grant.ValidFrom, end) > 0 ? grant.ValidFrom : end;
            db.Audit(time, by, "role.ended", new Subject("person", grant.PersonId), before, before with { ValidTo = from }, change.Reason);
            if (!open.Contains(grant.PersonId) || !carried.TryGetValue(grant.Id, out var successor))
                continue;
            var next = new RoleGrantRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), PersonId = grant.PersonId, Role = grant.Role, OrganisationId = successor, ValidFrom = from, ValidTo = grant.ValidTo, GrantedBy = change.MadeBy, GrantedAt = Stamp.Now(time) };
            db.Add(next);
            db.Audit(time, by, "role.granted", new Subject("person", grant.PersonId), after: new GrantAudit(next.PersonId, next.Role, next.OrganisationId, next.ValidFrom, next.ValidTo));
        }
    }
}
