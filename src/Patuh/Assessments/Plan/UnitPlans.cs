using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Changes what is assessed in an agency: chooses and adds units, says why one is not assessed. Answers that are there stay where they are.</summary>
internal sealed class UnitPlans(PatuhDb db, TimeProvider time)
{
    public async Task Change(Actor me, AssessmentCycleRow cycle, AssessmentRow unit, string name, string status, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await ChangeWithin(me, cycle, unit, name, status, why, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The same within a transaction of whoever calls: what became of a visit says it too.</summary>
    public async Task ChangeWithin(Actor me, AssessmentCycleRow cycle, AssessmentRow unit, string name, string status, string why, CancellationToken cancel)
    {
        var reason = status == AssessmentStatus.Assessed ? null : why;
        // another unit than the one that was planned: it has an organisation of its own
        var organisation = unit.Chosen && unit.Name == name ? unit.OrganisationId
            : (await db.Set<OrganisationRow>().FirstOrDefaultAsync(o => o.ParentId == unit.AgencyId && o.Kind == OrganisationKind.Unit && o.Name == name && o.ClosedOn == null, cancel))?.Id;
        await db.Set<AssessmentRow>().Where(a => a.Id == unit.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Name, name).SetProperty(x => x.Chosen, true).SetProperty(x => x.Status, status).SetProperty(x => x.Reason, reason).SetProperty(x => x.OrganisationId, organisation), cancel);
        if (cycle.State == CycleState.Open)
            await CycleOpening.AddOrganisations(db, time, cycle.Id, cancel);
        db.Audit(time, me.By(Right.PlansWrite, unit.Place), "unit_plan.changed", new Platform.Audit.Subject("assessment", unit.Id), before: new { unit.Name, unit.Status, unit.Chosen }, after: new { name, status }, why: reason);
        await Save(cycle.Id, cancel);
    }

    public async Task Add(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, InstrumentFile file, int position, string name, string kind, string substance, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        var defaults = new PlanDefaults(cycle.Id, now, me.PersonId, time);
        var organisation = (await db.Set<OrganisationRow>().FirstOrDefaultAsync(o => o.ParentId == agency.AgencyId && o.Kind == OrganisationKind.Unit && o.Name == name && o.ClosedOn == null, cancel))?.Id;
        var row = defaults.Assessment(agency, file.Instrument, position) with { Name = name, Kind = kind, Substance = substance, OrganisationId = organisation };
        var rows = new PlanRows(now);
        var products = Loci.Current.Of(agency.Class).Select(l => l.Products).DefaultIfEmpty(2).Max();
        rows.Add(row, file, defaults.Subjects(row, file.Instrument, new Locus(kind, substance, name, false, "administrative", products, [])));
        rows.Write(db.Database.GetDbConnection());
        if (cycle.State == CycleState.Open)
            await CycleOpening.AddOrganisations(db, time, cycle.Id, cancel);
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "unit_plan.added", new Platform.Audit.Subject("assessment", row.Id), after: new { name, kind, substance, agency = agency.AgencyId });
        await Save(cycle.Id, transaction, cancel);
    }

    /// <summary>The agency: assessed or not, and whether it sees the provisional score of its self-assessment.</summary>
    public async Task Change(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, string status, string why, bool showsScores, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var reason = status == AssessmentStatus.Assessed ? null : why;
        await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Reason, reason).SetProperty(x => x.ShowsScores, showsScores), cancel);
        // its units follow; those that say themselves why they are not assessed stay so
        if (status != agency.Status)
        {
            var from = status == AssessmentStatus.Assessed ? AssessmentStatus.NotAssessed : AssessmentStatus.Assessed;
            await db.Set<AssessmentRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId && a.Status == from && a.Reason == agency.Reason).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Reason, reason), cancel);
        }
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "agency_plan.changed", new Platform.Audit.Subject("planned_agency", $"{cycle.Id}/{agency.AgencyId}"), before: new { agency.Status, agency.ShowsScores }, after: new { status, showsScores }, why: reason);
        await Save(cycle.Id, transaction, cancel);
    }

    private async Task Save(string cycle, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancel)
    {
        await Save(cycle, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task Save(string cycle, CancellationToken cancel)
    {
        await db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle).ExecuteUpdateAsync(c => c.SetProperty(x => x.Revision, x => x.Revision + 1), cancel);
        await db.SaveChangesAsync(cancel);
    }
}
