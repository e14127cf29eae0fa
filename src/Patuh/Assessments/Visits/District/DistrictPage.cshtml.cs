using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits.District;

/// <summary>A district in the list of an office.</summary>
internal sealed record DistrictLine(string Region, string Name, int Agencies, int Units, int Without, int Unreachable);

/// <summary>Units of a district that could not be reached, for one reason.</summary>
/// <param name="Key">Id of the first: what a form sends.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Units">All of them.</param>
internal sealed record AreaGroup(string Key, string? Reason, IReadOnlyList<AreaUnit> Units);

/// <summary>Satu kabupaten/kota sekaligus: all agencies of a district are planned for one team, or recorded as out of reach.</summary>
[Needs(Right.PlansWrite)]
internal sealed class DistrictModel(PatuhDb db, TimeProvider time, VisitPlans plans, AreaVisits area) : VisitPage(db, time)
{
    /// <summary>No district has more; where one has, the rest follows in a second go.</summary>
    public const int Most = 300;

    public string Office { get; private set; } = "";

    public string OfficeName => Offices.FirstOrDefault(o => o.Id == Office).Name ?? "";

    /// <summary>Of the office, while none is chosen.</summary>
    public IReadOnlyList<DistrictLine> Districts { get; private set; } = [];

    /// <summary>Code of the district that is looked at; empty for the list.</summary>
    public string Region { get; private set; } = "";

    public string Name { get; private set; } = "";

    public IReadOnlyList<VisitTeamRow> TeamRows { get; private set; } = [];

    /// <summary>Units without a visit, agency by agency.</summary>
    public IReadOnlyList<PlannedUnit> Without { get; private set; } = [];

    public string TypedTeam { get; private set; } = "";

    public string From { get; private set; } = "";

    public Dictionary<string, (string Day, string Starts)> Typed { get; } = [];

    /// <summary>Units for which the stage has no day left.</summary>
    public int WithoutDay { get; private set; }

    /// <summary>Assessed units that have not been visited: with their visits ahead, and without any.</summary>
    public IReadOnlyList<AreaUnit> Reachable { get; private set; } = [];

    /// <summary>Those that could not be reached, by reason.</summary>
    public IReadOnlyList<AreaGroup> Groups { get; private set; } = [];

    public static int Units(IEnumerable<AreaUnit> units) => units.DistinctBy(u => u.Unit.Id).Count();

    /// <summary>What is asked before it is done: tutup (out of reach) or buka (back).</summary>
    public string Asked { get; private set; } = "";

    public string TypedGroup { get; private set; } = "";

    public bool MayWrite => Cycle.State != CycleState.Closed && May(Right.PlansWrite, Teams.OfficePlace(Office));

    public string Address => At(Root, Office, Region);

    public static string At(string root, string office, string region) => $"{root}/daerah?kantor={office}{(region.Length > 0 ? "&daerah=" + Uri.EscapeDataString(region) : "")}";

    public async Task<IActionResult> OnGet(string cycle, string? kantor, string? daerah, string? tim, string? mulai, string? tanya, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, daerah, cancel))
            return Foreign();
        if (Region.Length == 0 || !MayWrite)
            return Page();
        if (tanya is "tutup" or "buka")
        {
            (Asked, TypedGroup) = (tanya, Groups.Count == 1 ? Groups[0].Key : "");
            return Page();
        }
        TypedTeam = TeamRows.FirstOrDefault(t => t.Id == tim)?.Id ?? TeamRows.FirstOrDefault()?.Id ?? "";
        var from = First(mulai);
        From = Stamp.Of(from);
        if (TypedTeam.Length == 0)
            return Page();
        var slots = await Free(TypedTeam, Without.Count, from, cancel);
        for (var i = 0; i < Without.Count; i++)
            Typed[Without[i].Unit.Id] = i < slots.Count ? slots[i] : ("", VisitHints.Current.Begins[0]);
        WithoutDay = Without.Count - slots.Count;
        return Page();
    }

    public async Task<IActionResult> OnPostRencana(string cycle, string? kantor, string? daerah, string? tim, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, daerah, cancel) || Region.Length == 0 || !MayWrite)
            return Foreign();
        (TypedTeam, From) = (tim ?? "", Stamp.Of(First(null)));
        var visits = new List<NewVisit>();
        foreach (var (unit, agency) in Without)
        {
            var (day, starts) = Typed[unit.Id] = (Request.Form["hari-" + unit.Id].ToString().Trim(), Request.Form["jam-" + unit.Id].ToString().Trim());
            if (day.Length == 0)
                continue;
            Check(day, starts, "-" + unit.Id, $"{unit.Name}, {agency}: ");
            visits.Add(new NewVisit(unit, day, starts));
        }
        // the form was made when these had no visit
        var gone = Request.Form.Keys.Count(k => k.StartsWith("hari-", StringComparison.Ordinal) && !Typed.ContainsKey(k[5..]) && Request.Form[k].ToString().Trim().Length > 0);
        if (TeamRows.FirstOrDefault(t => t.Id == TypedTeam) is not { } team)
            Errors["tim"] = L.T("Pilih tim.", "Choose a team.");
        else if (gone > 0)
            Errors["tim"] = L.T($"{gone} unit sementara itu sudah dijadwalkan orang lain atau tidak dinilai lagi. Periksa yang tersisa di bawah, lalu jadwalkan.", $"{gone} units were planned by somebody else meanwhile, or are not assessed any more. Look at those that are left below, and plan them.");
        else if (visits.Count == 0)
            Errors["tim"] = L.T("Isi hari sedikitnya satu unit.", "Give the day of at least one unit.");
        else if (Errors.Count == 0 && !await plans.Plan(Me, team, visits, cancel))
            Errors["tim"] = PlannedMeanwhile;
        return Errors.Count > 0 ? Again() : SeeOther($"{Root}?kantor={Office}&minggu={visits.Min(v => v.Day)}", "kunjungan-direncanakan");
    }

    public async Task<IActionResult> OnPostTutup(string cycle, string? kantor, string? daerah, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, daerah, cancel) || Region.Length == 0 || !MayWrite)
            return Foreign();
        Asked = "tutup";
        if (Reachable.Count == 0)
            Errors["tanya"] = Nothing;
        if (Reason(alasan) && !await area.OutOfReach(Me, Cycle.Id, Reachable, Why, cancel))
            Errors["tanya"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "daerah-tak-terjangkau");
    }

    public async Task<IActionResult> OnPostBuka(string cycle, string? kantor, string? daerah, string? sebab, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, daerah, cancel) || Region.Length == 0 || !MayWrite)
            return Foreign();
        (Asked, TypedGroup) = ("buka", sebab ?? "");
        var group = Groups.FirstOrDefault(g => g.Key == TypedGroup);
        if (Groups.Count == 0)
            Errors["tanya"] = Nothing;
        else if (group is null)
            Errors["sebab"] = L.T("Pilih unit yang mana.", "Choose which units.");
        if (Reason(alasan) && !await area.InReach(Me, Cycle.Id, group!.Units, Why, cancel))
            Errors["tanya"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "daerah-terjangkau");
    }

    private string Nothing => L.T("Tidak ada unit yang berubah.", "There is no unit to change.");

    private string Meanwhile => L.T("Sementara itu orang lain sudah mengubah salah satu unit ini, dan tidak ada yang disimpan. Periksa daftarnya, lalu ulangi.", "Somebody else has changed one of these units meanwhile, and nothing was saved. Look at the list, and do it again.");

    private async Task<bool> Find(string cycle, string? office, string? region, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return false;
        if (OfficeWithin(office) is not { } mine)
            return false;
        Office = mine;
        Title = L.T("Satu kabupaten/kota sekaligus", "One regency or city together");
        if (region is not { Length: > 0 })
        {
            await List(cancel);
            return true;
        }
        if (!await In(region).AnyAsync(cancel))
            return false;
        (Region, Name) = (region, (await DistrictNames.Of(Db, Cycle, [region], cancel))[region]);
        Title = L.T($"Kunjungan sedaerah: {Name}", $"Visits of one district: {Name}");
        TeamRows = await Db.Set<VisitTeamRow>().Where(t => t.CycleId == cycle && t.OfficeId == Office && t.EndedAt == null).OrderBy(t => t.Name).ToListAsync(cancel);
        Without = [.. (await (from a in Unplanned(In(region)) join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId } orderby p.Name, p.AgencyId, a.Position, a.Id select new { a, p.Name }).Take(Most).ToListAsync(cancel)).Select(u => new PlannedUnit(u.a, u.Name))];
        await Areas(region, cancel);
        return true;
    }

    /// <summary>Units of the office's agencies in a district.</summary>
    private IQueryable<AssessmentRow> In(string region) =>
        UnitsOf(Office).Where(a => Db.Set<PlannedAgencyRow>().Any(p => p.CycleId == a.CycleId && p.AgencyId == a.AgencyId && p.Region == region));

    /// <summary>What can be out of reach, and what is: units that were visited stay as they are.</summary>
    private async Task Areas(string region, CancellationToken cancel)
    {
        var visits = Db.Set<VisitRow>();
        var lines = (await Lines(In(region).Where(a => !visits.Any(v => v.AssessmentId == a.Id && v.State == VisitState.Done)), cancel)).ToLookup(l => l.Unit.Id);
        var units = In(region).Where(a => a.Chosen && !visits.Any(v => v.AssessmentId == a.Id && v.State == VisitState.Done)
            && (a.Status == AssessmentStatus.Assessed || a.Status == AssessmentStatus.Unreachable || visits.Any(v => v.AssessmentId == a.Id && VisitState.Ahead.Contains(v.State))));
        var all = await (from a in units join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId } orderby p.Name, p.AgencyId, a.Position, a.Id select new { a, p.Name }).ToListAsync(cancel);
        var (reachable, away) = (new List<AreaUnit>(), new List<AreaUnit>());
        foreach (var (unit, agency) in all.Select(u => (u.a, u.Name)))
            if (unit.Status == AssessmentStatus.Unreachable)
                away.AddRange(Each(unit, agency, lines[unit.Id].Where(l => l.ChangedUnit).GroupBy(l => l.Visit.ChangedAt).MaxBy(g => g.Key, StringComparer.Ordinal) ?? Enumerable.Empty<VisitLine>()));
            else
                reachable.AddRange(Each(unit, agency, lines[unit.Id].Where(l => l.Ahead)));
        Reachable = [.. reachable.Take(Most)];
        Groups = [.. away.Take(Most).GroupBy(u => u.Unit.Reason).Select(g => new AreaGroup(g.First().Unit.Id, g.Key, [.. g]))];
    }

    private static IEnumerable<AreaUnit> Each(AssessmentRow unit, string agency, IEnumerable<VisitLine> visits) => visits.Select(v => v.Visit).DefaultIfEmpty(null).Select(v => new AreaUnit(unit, agency, v));

    private async Task List(CancellationToken cancel)
    {
        var units = from a in UnitsOf(Office) join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId } where p.Region != "" select new { p.Region, a.AgencyId, a.Chosen, a.Status, a.Id };
        var all = await units.Where(u => u.Chosen && (u.Status == AssessmentStatus.Assessed || u.Status == AssessmentStatus.Unreachable)).GroupBy(u => u.Region)
            .Select(g => new { g.Key, Agencies = g.Select(u => u.AgencyId).Distinct().Count(), Units = g.Count(), Unreachable = g.Sum(u => u.Status == AssessmentStatus.Unreachable ? 1 : 0) }).ToListAsync(cancel);
        var without = await (from a in Unplanned(UnitsOf(Office)) join u in units on a.Id equals u.Id group u by u.Region into g select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var names = await DistrictNames.Of(Db, Cycle, all.ConvertAll(d => d.Key), cancel);
        Districts = [.. all.Select(d => new DistrictLine(d.Key, names[d.Key], d.Agencies, d.Units, without.GetValueOrDefault(d.Key), d.Unreachable)).OrderBy(d => d.Name, StringComparer.Ordinal)];
    }
}
