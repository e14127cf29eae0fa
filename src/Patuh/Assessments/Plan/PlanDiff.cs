using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>One change of a plan against the cycle it was copied from.</summary>
/// <param name="Agency">Name of the agency.</param>
/// <param name="AgencyId">Id.</param>
/// <param name="What">One of: agency-added, agency-gone, renamed, moved, status, unit-added, unit-gone, unit-renamed, unit-status.</param>
/// <param name="Before">What it was; empty where there was nothing.</param>
/// <param name="After">What it is; empty where there is nothing.</param>
internal sealed record PlanChange(string Agency, string AgencyId, string What, string Before, string After);

/// <summary>What differs between two cycles' plans: four queries, whatever their size. Units are the same by their organisation, or by their place.</summary>
internal static class PlanDiff
{
    public static async Task<IReadOnlyList<PlanChange>> Of(PatuhDb db, string from, string to, CancellationToken cancel)
    {
        var before = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == from).ToDictionaryAsync(a => a.AgencyId, cancel);
        var after = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == to).ToDictionaryAsync(a => a.AgencyId, cancel);
        var units = (await db.Set<AssessmentRow>().Where(a => (a.CycleId == from || a.CycleId == to) && a.Level == AssessmentLevel.Unit).ToListAsync(cancel)).ToLookup(a => (a.CycleId, a.AgencyId));
        var changes = new List<PlanChange>();
        foreach (var id in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.GetValueOrDefault(id), after.GetValueOrDefault(id));
            if (was is null || now is null)
            {
                changes.Add(was is null ? new(now!.Name, id, "agency-added", "", now.Name) : new(was.Name, id, "agency-gone", was.Name, ""));
                continue;
            }
            if (was.Name != now.Name)
                changes.Add(new(now.Name, id, "renamed", was.Name, now.Name));
            if (was.Region != now.Region || was.OfficeId != now.OfficeId)
                changes.Add(new(now.Name, id, "moved", $"{was.Region} {was.OfficeId}".Trim(), $"{now.Region} {now.OfficeId}".Trim()));
            if (was.Status != now.Status)
                changes.Add(new(now.Name, id, "status", was.Status, now.Status));
            Units(now, [.. units[(from, id)]], [.. units[(to, id)]], changes);
        }
        return changes;
    }

    private static void Units(PlannedAgencyRow agency, List<AssessmentRow> before, List<AssessmentRow> after, List<PlanChange> changes)
    {
        foreach (var unit in after)
        {
            var was = before.Find(b => b.OrganisationId is not null && b.OrganisationId == unit.OrganisationId) ?? before.Find(b => b.Name == unit.Name) ?? before.Find(b => b.Position == unit.Position && b.Kind == unit.Kind && b.Substance == unit.Substance);
            if (was is null)
            {
                changes.Add(new(agency.Name, agency.AgencyId, "unit-added", "", unit.Name));
                continue;
            }
            before.Remove(was);
            if (was.Name != unit.Name)
                changes.Add(new(agency.Name, agency.AgencyId, "unit-renamed", was.Name, unit.Name));
            if (was.Status != unit.Status)
                changes.Add(new(agency.Name, agency.AgencyId, "unit-status", $"{was.Name}: {was.Status}", $"{unit.Name}: {unit.Status}"));
        }
        changes.AddRange(before.Select(gone => new PlanChange(agency.Name, agency.AgencyId, "unit-gone", gone.Name, "")));
    }
}
