using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Opens a cycle: from then on its methods are frozen, its units have an organisation in which people hold roles, and answers are taken in their stages.</summary>
internal sealed class CycleOpening(PatuhDb db, TimeProvider time)
{
    /// <summary>False when it is no draft.</summary>
    public async Task<bool> Open(By by, string id, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        var opened = await db.Set<AssessmentCycleRow>().Where(c => c.Id == id && c.State == CycleState.Draft)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CycleState.Open).SetProperty(x => x.OpenedAt, now).SetProperty(x => x.Revision, x => x.Revision + 1), cancel);
        if (opened == 0)
            return false;
        var units = (await AddOrganisations(db, time, id, cancel)).Count;
        db.Audit(time, by, "cycle_plan.opened", new Subject("assessment_cycle", id), after: new { units });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Units that were chosen and have no organisation yet get one: three statements, whatever their number.</summary>
    /// <returns>Those that are new, with the ids of their organisations. Whoever adds a few puts each on record; opening a cycle says how many there are.</returns>
    public static async Task<IReadOnlyList<(AssessmentRow Unit, string Organisation)>> AddOrganisations(PatuhDb db, TimeProvider time, string cycle, CancellationToken cancel)
    {
        var without = await db.Set<AssessmentRow>().Where(a => a.CycleId == cycle && a.Level == AssessmentLevel.Unit && a.Chosen && a.OrganisationId == null).OrderBy(a => a.Id).ToListAsync(cancel);
        if (without.Count == 0)
            return [];
        var connection = db.Database.GetDbConnection();
        var added = without.ConvertAll(a => (Unit: a, Organisation: $"unit-{Guid.CreateVersion7(time.GetUtcNow())}"));
        using (var rows = BulkWriter.Open(connection, "organisation", "id", "kind", "name", "parent_id", "province"))
        {
            foreach (var (assessment, organisation) in added)
                rows.Text(organisation).Text(OrganisationKind.Unit).Text(assessment.Name).Text(assessment.AgencyId).TextOrNull(assessment.Province).EndRow();
            rows.Complete();
        }
        // within an agency and a cycle a unit's name stands once
        await db.Database.ExecuteSqlAsync($"""
            update assessment set organisation_id = (select o.id from organisation o where o.parent_id = assessment.agency_id and o.kind = 'unit' and o.name = assessment.name and o.closed_on is null order by o.id desc limit 1)
            where cycle_id = {cycle} and level = 'unit' and chosen and organisation_id is null
            """, cancel);
        return added;
    }
}
