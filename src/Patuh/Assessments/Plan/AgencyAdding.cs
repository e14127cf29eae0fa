using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Adds agencies that a cycle lacks, with the defaults of their class, and puts back one that is not assessed; in a draft, and with a reason while the cycle is open.</summary>
internal sealed class AgencyAdding(PatuhDb db, TimeProvider time)
{
    /// <summary>Agencies that the cycle lacks: of the master data, and organisations that have no class yet. Four queries.</summary>
    public static async Task<IReadOnlyList<PlannedAgencyRow>> Missing(PatuhDb db, AssessmentCycleRow cycle, CancellationToken cancel)
    {
        var there = (await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id).Select(a => a.AgencyId).ToListAsync(cancel)).ToHashSet();
        var known = await PlannedAgencies.Of(db, cycle.Id, cycle.Year, null, cancel);
        var without = await db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.Agency && o.ClosedOn == null && !db.Set<AgencyRow>().Any(a => a.Id == o.Id)).ToListAsync(cancel);
        return [.. known.Concat(without.Select(o => PlannedAgencies.Row(cycle.Id, o.Id, "", o.Name, o.Province ?? ""))).Where(a => !there.Contains(a.AgencyId)).OrderBy(a => a.Name, StringComparer.Ordinal)];
    }

    /// <summary>All in one transaction. Those that somebody else added at the same moment are left out.</summary>
    /// <returns>How many were added; null where the cycle is closed.</returns>
    public async Task<int?> Add(Actor me, AssessmentCycleRow cycle, IReadOnlyCollection<PlannedAgencyRow> agencies, IReadOnlyDictionary<string, InstrumentFile> methods, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Take(cycle, cancel) == 0)
            return null;
        var ids = agencies.Select(a => a.AgencyId).ToList();
        var there = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id && EF.Parameter(ids).Contains(a.AgencyId)).Select(a => a.AgencyId).ToListAsync(cancel);
        var classed = await db.Set<AgencyRow>().Where(a => EF.Parameter(ids).Contains(a.Id)).Select(a => a.Id).ToListAsync(cancel);
        var units = (await db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.Unit && o.ClosedOn == null && EF.Parameter(ids).Contains(o.ParentId!)).ToListAsync(cancel)).ToLookup(o => o.ParentId);
        var now = Stamp.Now(time);
        var (rows, defaults) = (new PlanRows(now), new PlanDefaults(cycle.Id, now, me.PersonId, time));
        foreach (var agency in agencies.Where(a => !there.Contains(a.AgencyId)))
        {
            var before = rows.Assessments.Count;
            defaults.Add(rows, agency, methods[agency.Class], units[agency.AgencyId].ToLookup(u => u.Name));
            if (!classed.Contains(agency.AgencyId))
                db.Add(new AgencyRow { Id = agency.AgencyId, Class = agency.Class, Name = agency.Name });
            db.Audit(time, me.By(Right.CyclesWrite, Place.National), "agency_plan.added", new Platform.Audit.Subject("planned_agency", $"{cycle.Id}/{agency.AgencyId}"),
                after: new { @class = agency.Class, agency.Name, agency.OfficeId, units = rows.Assessments.Count - before }, why: why.Length == 0 ? null : why);
        }
        await db.SaveChangesAsync(cancel);
        rows.Write(db.Database.GetDbConnection());
        if (cycle.State == CycleState.Open)
            await CycleOpening.AddOrganisations(db, time, cycle.Id, cancel);
        await transaction.CommitAsync(cancel);
        return rows.Agencies.Count;
    }

    /// <summary>Assessed again, with those of its units that followed it; false where it is so already or the cycle is closed.</summary>
    public async Task<bool> PutBack(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Take(cycle, cancel) == 0 || await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId && a.Status != AssessmentStatus.Assessed)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.Assessed).SetProperty(x => x.Reason, (string?)null), cancel) == 0)
            return false;
        await db.Set<AssessmentRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId && a.Status == AssessmentStatus.NotAssessed && a.Reason == agency.Reason)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.Assessed).SetProperty(x => x.Reason, (string?)null), cancel);
        db.Audit(time, me.By(Right.CyclesWrite, Place.National), "agency_plan.put_back", new Platform.Audit.Subject("planned_agency", $"{cycle.Id}/{agency.AgencyId}"),
            before: new { agency.Status, agency.Reason }, after: new { status = AssessmentStatus.Assessed }, why: why.Length == 0 ? null : why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Holds the cycle as it was looked at: one that was opened or closed since then is another.</summary>
    private Task<int> Take(AssessmentCycleRow cycle, CancellationToken cancel) =>
        db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle.Id && c.State == cycle.State && c.State != CycleState.Closed).ExecuteUpdateAsync(c => c.SetProperty(x => x.Revision, x => x.Revision + 1), cancel);
}
