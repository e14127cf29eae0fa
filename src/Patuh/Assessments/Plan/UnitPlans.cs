using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Plan;

/// <summary>Changes what is assessed in an agency: chooses and adds units, says why one is not assessed. Answers that are there stay where they are.</summary>
internal sealed class UnitPlans(PatuhDb db, TimeProvider time, UnitNames names)
{
    /// <summary>Null when it is done; otherwise the field and the sentence of why not.</summary>
    public async Task<(string Field, string Sentence)?> Change(Actor me, AssessmentCycleRow cycle, AssessmentRow unit, UnitChange change, Reader L, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Take(cycle, cancel) == 0)
            return ("nama", Meanwhile(L));
        if (Renames(unit, change) && await names.Rename(me, cycle, unit, change.Name, L, cancel) is { } problem)
            return problem;
        await Write(me, cycle, unit, change, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Another state, within a transaction of whoever calls: what became of a visit says it too.</summary>
    public async Task ChangeWithin(Actor me, AssessmentCycleRow cycle, AssessmentRow unit, string name, string status, string why, CancellationToken cancel)
    {
        await Write(me, cycle, unit, UnitChange.Of(unit, status, why) with { Name = name }, cancel);
        await Save(cycle.Id, cancel);
    }

    /// <summary>The organisation of a unit goes on under another name.</summary>
    private static bool Renames(AssessmentRow unit, UnitChange change) => unit is { Chosen: true, OrganisationId: not null } && !change.Another && unit.Name != change.Name;

    private async Task Write(Actor me, AssessmentCycleRow cycle, AssessmentRow unit, UnitChange change, CancellationToken cancel)
    {
        var (name, reason) = (change.Name, change.Status == AssessmentStatus.Assessed ? null : change.Why);
        // a place that is filled, or another unit than the one that was planned: it has an organisation of its own
        var organisation = unit.Chosen && (unit.Name == name || Renames(unit, change)) ? unit.OrganisationId
            : (await db.Set<OrganisationRow>().FirstOrDefaultAsync(o => o.ParentId == unit.AgencyId && o.Kind == OrganisationKind.Unit && o.Name == name && o.ClosedOn == null, cancel))?.Id;
        await db.Set<AssessmentRow>().Where(a => a.Id == unit.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Name, name).SetProperty(x => x.Chosen, true).SetProperty(x => x.Kind, change.Kind).SetProperty(x => x.Substance, change.Substance)
            .SetProperty(x => x.Status, change.Status).SetProperty(x => x.Reason, reason).SetProperty(x => x.OrganisationId, organisation), cancel);
        if (change.Kind != unit.Kind)
            await SetPosts(unit, change.Kind, cancel);
        await AddOrganisation(me, cycle, unit.Place, cancel);
        db.Audit(time, me.By(Right.PlansWrite, unit.Place), "unit_plan.changed", new Platform.Audit.Subject("assessment", unit.Id), before: new { unit.Name, unit.Kind, unit.Substance, unit.Status, unit.Chosen, organisation = unit.OrganisationId },
            after: new { name, change.Kind, change.Substance, change.Status, organisation }, why: reason);
    }

    /// <summary>Places that nobody has been named for, and that have the usual post of the former kind, get that of the new one.</summary>
    private async Task SetPosts(AssessmentRow unit, string kind, CancellationToken cancel)
    {
        var places = await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == unit.Id && s.Name == "" && s.EndedAt == null && SubjectRole.Officers.Contains(s.Role)).ToListAsync(cancel);
        foreach (var place in places)
            if (place.Post == Post(unit.Kind, place))
                db.Attach(place with { Post = Post(kind, place) }).Property(s => s.Post).IsModified = true;

        static string Post(string kind, AssessmentSubjectRow place) => Loci.Current.Posts(kind, place.Role).ElementAtOrDefault(place.Number - 1) ?? "";
    }

    /// <summary>A unit of an open cycle that has no organisation yet gets one, which is on record as one that was added to the tree.</summary>
    private async Task AddOrganisation(Actor me, AssessmentCycleRow cycle, Place place, CancellationToken cancel)
    {
        if (cycle.State != CycleState.Open)
            return;
        foreach (var (unit, organisation) in await CycleOpening.AddOrganisations(db, time, cycle.Id, cancel))
            db.Audit(time, me.By(Right.PlansWrite, place), "service_unit.added", new Platform.Audit.Subject("organisation", organisation), after: new { unit.Name, agency = unit.AgencyId, cycle = cycle.Id });
    }

    /// <summary>False where the cycle was opened or closed meanwhile.</summary>
    public async Task<bool> Add(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, InstrumentFile file, int position, string name, string kind, string substance, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Take(cycle, cancel) == 0)
            return false;
        var now = Stamp.Now(time);
        var defaults = new PlanDefaults(cycle.Id, now, me.PersonId, time);
        var organisation = (await db.Set<OrganisationRow>().FirstOrDefaultAsync(o => o.ParentId == agency.AgencyId && o.Kind == OrganisationKind.Unit && o.Name == name && o.ClosedOn == null, cancel))?.Id;
        var row = defaults.Assessment(agency, file.Instrument, position) with { Name = name, Kind = kind, Substance = substance, OrganisationId = organisation };
        var rows = new PlanRows(now);
        var products = Loci.Current.Of(agency.Class).Select(l => l.Products).DefaultIfEmpty(2).Max();
        rows.Add(row, file, defaults.Subjects(row, file.Instrument, new Locus(kind, substance, name, false, "administrative", products, [])));
        rows.Write(db.Database.GetDbConnection());
        await AddOrganisation(me, cycle, agency.Place, cancel);
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "unit_plan.added", new Platform.Audit.Subject("assessment", row.Id), after: new { name, kind, substance, agency = agency.AgencyId });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The agency: assessed or not, and whether it sees the provisional score of its self-assessment. False where the cycle was opened or closed meanwhile.</summary>
    public async Task<bool> Change(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, string status, string why, bool showsScores, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Take(cycle, cancel) == 0)
            return false;
        var reason = status == AssessmentStatus.Assessed ? null : why;
        await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Reason, reason).SetProperty(x => x.ShowsScores, showsScores), cancel);
        // its units follow; those that say themselves why they are not assessed stay so
        if (status != agency.Status)
        {
            var from = status == AssessmentStatus.Assessed ? AssessmentStatus.NotAssessed : AssessmentStatus.Assessed;
            await db.Set<AssessmentRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId && a.Status == from && a.Reason == agency.Reason).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Reason, reason), cancel);
        }
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "agency_plan.changed", new Platform.Audit.Subject("planned_agency", $"{cycle.Id}/{agency.AgencyId}"), before: new { agency.Status, agency.ShowsScores }, after: new { status, showsScores }, why: reason);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What is said where the cycle is another than was looked at.</summary>
    public static string Meanwhile(Reader L) => L.T("Siklus ini dibuka atau ditutup sejak Anda melihatnya. Tidak ada yang disimpan; muat ulang halaman ini, lalu periksa sekali lagi.", "This cycle was opened or closed since you looked at it. Nothing was saved; load this page anew, then check once more.");

    /// <summary>Holds the cycle as it was looked at.</summary>
    private Task<int> Take(AssessmentCycleRow cycle, CancellationToken cancel) =>
        db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle.Id && c.State == cycle.State && c.State != CycleState.Closed).ExecuteUpdateAsync(c => c.SetProperty(x => x.Revision, x => x.Revision + 1), cancel);

    private async Task Save(string cycle, CancellationToken cancel)
    {
        await db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle).ExecuteUpdateAsync(c => c.SetProperty(x => x.Revision, x => x.Revision + 1), cancel);
        await db.SaveChangesAsync(cancel);
    }
}
