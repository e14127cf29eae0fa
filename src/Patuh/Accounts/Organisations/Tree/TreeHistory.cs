using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>A time of an organisation: its name and parent, and the change with which it began.</summary>
internal sealed record TreePast(OrganisationVersionRow Version, string? Parent, OrganisationChangeRow? Change);

/// <summary>Another organisation from which this one came, or that came from it; one that is still to come has no page yet.</summary>
internal sealed record TreeKin(OrganisationSuccessionRow Succession, string Id, string Name, bool After, bool Holds);

/// <summary>Riwayat nama dan induk: what an organisation was called and to whom it belonged, from whom it came and what became of it. Three queries.</summary>
internal sealed record TreeHistory(IReadOnlyList<TreePast> Past, IReadOnlyList<TreeKin> Kin, IReadOnlyList<OrganisationChangeRow> Ahead)
{
    public static async Task<TreeHistory> Of(PatuhDb db, string id, TimeProvider time, CancellationToken cancel)
    {
        var past = await (from v in db.Set<OrganisationVersionRow>()
                          where v.OrganisationId == id
                          join p in db.Set<OrganisationRow>() on v.ParentId equals p.Id into parents
                          from p in parents.DefaultIfEmpty()
                          join c in db.Set<OrganisationChangeRow>() on v.ChangeId equals c.Id into begun
                          from c in begun.DefaultIfEmpty()
                          orderby v.ValidFrom descending
                          select new TreePast(v, p.Name, c)).ToListAsync(cancel);
        var (successions, changes, versions) = (db.Set<OrganisationSuccessionRow>(), db.Set<OrganisationChangeRow>(), db.Set<OrganisationVersionRow>());
        var after = from s in successions
                    where s.PredecessorId == id
                    join c in changes on s.ChangeId equals c.Id
                    join v in versions on new { Id = s.SuccessorId, s.Day } equals new { Id = v.OrganisationId, Day = v.ValidFrom }
                    select new { s, c, other = s.SuccessorId, v.Name };
        var before = from s in successions
                     where s.SuccessorId == id
                     join c in changes on s.ChangeId equals c.Id
                     join v in versions on new { Id = s.PredecessorId, Day = (string?)s.Day } equals new { Id = v.OrganisationId, Day = v.ValidTo }
                     select new { s, c, other = s.PredecessorId, v.Name };
        var kin = (await after.ToListAsync(cancel)).Concat(await before.ToListAsync(cancel)).OrderByDescending(k => k.s.Day, StringComparer.Ordinal).ThenBy(k => k.Name, StringComparer.Ordinal).ToList();
        var today = Stamp.Of(Stamp.Today(time));
        var ahead = past.Select(p => p.Change).Concat(kin.Select(k => k.c)).OfType<OrganisationChangeRow>().Where(c => string.CompareOrdinal(c.Day, today) > 0).DistinctBy(c => c.Id).ToList();
        return new TreeHistory(past, [.. kin.Select(k => new TreeKin(k.s, k.other, k.Name, k.s.PredecessorId == id, k.c.EffectiveAt is not null))], ahead);
    }
}
