using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>One change of a plan against the cycle it was copied from. What was and is are codes as the database has them, or texts; the page says them.</summary>
/// <param name="What">One of <see cref="PlanChangeKind"/>.</param>
/// <param name="AgencyId">The agency, or empty where the whole cycle or a class of it changed.</param>
/// <param name="Of">Name of the agency; else the code of the class or stage.</param>
/// <param name="Unit">Name of the unit; empty where it is no unit's.</param>
/// <param name="Before">What it was; empty where there was nothing.</param>
/// <param name="After">What it is; empty where there is nothing.</param>
internal sealed record PlanChange(string What, string AgencyId, string Of, string Unit, string Before, string After);

internal static class PlanChangeKind
{
    public const string Instrument = "instrument";
    public const string Stage = "stage";
    public const string AgencyAdded = "agency-added";
    public const string AgencyGone = "agency-gone";
    public const string Renamed = "renamed";
    public const string Region = "region";
    public const string Office = "office";
    public const string Status = "status";
    public const string UnitAdded = "unit-added";
    public const string UnitGone = "unit-gone";
    public const string UnitRenamed = "unit-renamed";
    public const string UnitChosen = "unit-chosen";
    public const string UnitKind = "unit-kind";
    public const string UnitSubstance = "unit-substance";
    public const string UnitStatus = "unit-status";
    public const string Products = "products";
    public const string Respondents = "respondents";
}

/// <summary>What differs between two cycles' plans: nine queries, whatever their size. Units are the same by their organisation, or by their name or place.</summary>
internal sealed class PlanDiff
{
    private readonly List<PlanChange> changes = [];
    private readonly ILookup<string, (int Number, string Name)> products;
    private readonly ILookup<string, (string Role, int Count)> officers;

    private PlanDiff(IEnumerable<(string Assessment, int Number, string Name)> products, IEnumerable<(string Assessment, string Role, int Count)> officers)
    {
        this.products = products.ToLookup(p => p.Assessment, p => (p.Number, p.Name));
        this.officers = officers.ToLookup(o => o.Assessment, o => (o.Role, o.Count));
    }

    public static async Task<IReadOnlyList<PlanChange>> Of(PatuhDb db, AssessmentCycleRow from, AssessmentCycleRow to, CancellationToken cancel)
    {
        var mine = db.Set<AssessmentRow>().Where(a => (a.CycleId == from.Id || a.CycleId == to.Id) && a.Level == AssessmentLevel.Unit);
        var there = from a in mine join s in db.Set<AssessmentSubjectRow>() on a.Id equals s.AssessmentId where s.EndedAt == null select s;
        var products = await there.Where(s => s.Role == SubjectRole.Product).Select(s => new { s.AssessmentId, s.Number, s.Name }).ToListAsync(cancel);
        var officers = await there.Where(s => SubjectRole.Officers.Contains(s.Role)).GroupBy(s => new { s.AssessmentId, s.Role }).Select(g => new { g.Key.AssessmentId, g.Key.Role, Count = g.Count() }).ToListAsync(cancel);
        var diff = new PlanDiff(products.Select(p => (p.AssessmentId, p.Number, p.Name)), officers.Select(o => (o.AssessmentId, o.Role, o.Count)));
        await diff.Methods(db, from.Id, to.Id, cancel);
        await diff.Stages(db, from, to, cancel);
        var before = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == from.Id).ToDictionaryAsync(a => a.AgencyId, cancel);
        var after = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == to.Id).ToDictionaryAsync(a => a.AgencyId, cancel);
        var units = (await mine.OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => (a.CycleId, a.AgencyId));
        foreach (var id in before.Keys.Union(after.Keys).OrderBy(i => (after.GetValueOrDefault(i) ?? before[i]).Name, StringComparer.Ordinal).ThenBy(i => i, StringComparer.Ordinal))
            diff.Agency(before.GetValueOrDefault(id), after.GetValueOrDefault(id), [.. units[(from.Id, id)]], [.. units[(to.Id, id)]]);
        return diff.changes;
    }

    private async Task Methods(PatuhDb db, string from, string to, CancellationToken cancel)
    {
        var methods = (await db.Set<CycleMethodRow>().Where(m => m.CycleId == from || m.CycleId == to).OrderBy(m => m.Class).ToListAsync(cancel)).GroupBy(m => m.Class);
        foreach (var one in methods)
            Add(PlanChangeKind.Instrument, "", one.Key, "", Called(one.FirstOrDefault(m => m.CycleId == from)), Called(one.FirstOrDefault(m => m.CycleId == to)));

        static string Called(CycleMethodRow? method) => method is null ? "" : $"{method.InstrumentId}:{method.InstrumentVersion}";
    }

    /// <summary>Days differ by the years between the two; what differs besides is a change.</summary>
    private async Task Stages(PatuhDb db, AssessmentCycleRow from, AssessmentCycleRow to, CancellationToken cancel)
    {
        var rows = await db.Set<CycleStageRow>().Where(s => s.CycleId == from.Id || s.CycleId == to.Id).ToListAsync(cancel);
        foreach (var (code, _) in Plan.Stages.All)
            if (rows.Find(s => s.CycleId == from.Id && s.Stage == code) is { } was && rows.Find(s => s.CycleId == to.Id && s.Stage == code) is { } now
                && (Later(was.BeginsOn) != now.BeginsOn || Later(was.EndsOn) != now.EndsOn))
                Add(PlanChangeKind.Stage, "", code, "", $"{was.BeginsOn} {was.EndsOn}", $"{now.BeginsOn} {now.EndsOn}");

        string Later(string day) => Platform.Stamp.ReadDay(day) is { } read ? Platform.Stamp.Of(read.AddYears(to.Year - from.Year)) : day;
    }

    private void Agency(PlannedAgencyRow? was, PlannedAgencyRow? now, List<AssessmentRow> before, List<AssessmentRow> after)
    {
        if (was is null || now is null)
        {
            changes.Add(was is null ? new(PlanChangeKind.AgencyAdded, now!.AgencyId, now.Name, "", "", now.Status) : new(PlanChangeKind.AgencyGone, was.AgencyId, was.Name, "", was.Status, ""));
            return;
        }
        var (id, name) = (now.AgencyId, now.Name);
        Add(PlanChangeKind.Renamed, id, name, "", was.Name, now.Name);
        Add(PlanChangeKind.Region, id, name, "", was.Region, now.Region);
        Add(PlanChangeKind.Office, id, name, "", was.OfficeId ?? "", now.OfficeId ?? "");
        Add(PlanChangeKind.Status, id, name, "", was.Status, now.Status);
        foreach (var unit in after)
        {
            var then = before.Find(b => b.OrganisationId is not null && b.OrganisationId == unit.OrganisationId) ?? before.Find(b => b.Name == unit.Name) ?? before.Find(b => b.Position == unit.Position && b.Kind == unit.Kind && b.Substance == unit.Substance);
            if (then is not null)
                before.Remove(then);
            Unit(now, then, unit);
        }
        changes.AddRange(before.Select(gone => new PlanChange(PlanChangeKind.UnitGone, id, name, gone.Name, gone.Kind, "")));
    }

    private void Unit(PlannedAgencyRow agency, AssessmentRow? was, AssessmentRow now)
    {
        var (id, name) = (agency.AgencyId, agency.Name);
        if (was is null)
        {
            changes.Add(new(PlanChangeKind.UnitAdded, id, name, now.Name, "", now.Kind));
            return;
        }
        Add(PlanChangeKind.UnitRenamed, id, name, now.Name, was.Name, now.Name);
        Add(PlanChangeKind.UnitChosen, id, name, now.Name, was.Chosen ? "yes" : "no", now.Chosen ? "yes" : "no");
        Add(PlanChangeKind.UnitKind, id, name, now.Name, was.Kind, now.Kind);
        Add(PlanChangeKind.UnitSubstance, id, name, now.Name, was.Substance, now.Substance);
        Add(PlanChangeKind.UnitStatus, id, name, now.Name, was.Status, now.Status);
        Add(PlanChangeKind.Products, id, name, now.Name, Products(was), Products(now));
        Add(PlanChangeKind.Respondents, id, name, now.Name, Respondents(was), Respondents(now));
    }

    /// <summary>A name a line; an empty one where a product has none.</summary>
    private string Products(AssessmentRow unit) => string.Join('\n', products[unit.Id].OrderBy(p => p.Number).Select(p => p.Name.Length == 0 ? "-" : p.Name));

    private string Respondents(AssessmentRow unit) => $"{Count(unit, SubjectRole.Officer)} {Count(unit, SubjectRole.ComplaintOfficer)}";

    private int Count(AssessmentRow unit, string role) => officers[unit.Id].Where(o => o.Role == role).Sum(o => o.Count);

    private void Add(string what, string agencyId, string of, string unit, string before, string after)
    {
        if (before != after)
            changes.Add(new(what, agencyId, of, unit, before, after));
    }
}
