using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>Makes and changes teams; who can be in one.</summary>
internal sealed class Teams(PatuhDb db, TimeProvider time)
{
    /// <summary>Who holds a role in the office today that plans: assessors and its head; at the head office its administrators.</summary>
    public static async Task<IReadOnlyList<(string Id, string Name)>> Candidates(PatuhDb db, string office, string today, CancellationToken cancel)
    {
        var roles = RoleCatalog.Current.AllRoles.Where(r => r.Rights.Contains(Right.PlansWrite)).Select(r => r.Code).ToList();
        var people = await db.Set<PersonRow>().Where(p => p.ClosedAt == null && db.Set<RoleGrantRow>().Any(g => g.PersonId == p.Id && g.OrganisationId == office && roles.Contains(g.Role)
            && string.Compare(g.ValidFrom, today) <= 0 && (g.ValidTo == null || string.Compare(g.ValidTo, today) > 0))).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(cancel);
        return [.. people.Select(p => (p.Id, p.Name))];
    }

    /// <summary>The office that visits an agency.</summary>
    public static string OfficeOf(string? officeId) => officeId ?? OrganisationRow.HeadOfficeId;

    public async Task Make(Actor me, string cycle, string office, string name, string leader, IReadOnlyList<string> members, CancellationToken cancel)
    {
        var team = new VisitTeamRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), CycleId = cycle, OfficeId = office, Name = name, LeaderId = leader, MadeAt = Stamp.Now(time), MadeBy = me.PersonId };
        db.Add(team);
        db.AddRange(members.Select(m => new VisitTeamMemberRow { TeamId = team.Id, PersonId = m }));
        db.Audit(time, me.By(Right.PlansWrite, OfficePlace(office)), "visit_team.made", new Subject("visit_team", team.Id), after: new { cycle, office, name, leader, members });
        await db.SaveChangesAsync(cancel);
    }

    public async Task Change(Actor me, VisitTeamRow team, string name, string leader, IReadOnlyList<string> members, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var before = await db.Set<VisitTeamMemberRow>().Where(m => m.TeamId == team.Id).Select(m => m.PersonId).OrderBy(p => p).ToListAsync(cancel);
        await db.Set<VisitTeamMemberRow>().Where(m => m.TeamId == team.Id).ExecuteDeleteAsync(cancel);
        db.Update(team with { Name = name, LeaderId = leader });
        db.AddRange(members.Select(m => new VisitTeamMemberRow { TeamId = team.Id, PersonId = m }));
        db.Audit(time, me.By(Right.PlansWrite, OfficePlace(team.OfficeId)), "visit_team.changed", new Subject("visit_team", team.Id), before: new { team.Name, team.LeaderId, members = before }, after: new { name, leader, members });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>It visits nobody any more; what it visited stays. False where it has visits ahead, or has ended already.</summary>
    public async Task<bool> End(Actor me, VisitTeamRow team, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // whoever plans for it at this moment has done so, or finds it ended
        await RowLock.Take(db, "visit_team", team.Id, cancel);
        var now = Stamp.Now(time);
        if (await db.Set<VisitRow>().AnyAsync(v => v.TeamId == team.Id && VisitState.Ahead.Contains(v.State), cancel)
            || await db.Set<VisitTeamRow>().Where(t => t.Id == team.Id && t.EndedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.EndedAt, now), cancel) == 0)
            return false;
        db.Audit(time, me.By(Right.PlansWrite, OfficePlace(team.OfficeId)), "visit_team.ended", new Subject("visit_team", team.Id), before: new { team.Name, team.LeaderId });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public static Place OfficePlace(string office) => office == OrganisationRow.HeadOfficeId ? Place.National : new(office, null, null, null);
}
