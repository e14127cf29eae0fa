using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits;

/// <summary>How far an office is with its visits.</summary>
internal sealed record OfficeVisits(string Id, string Name, int Units, int Planned, int Done);

/// <summary>Jadwal kunjungan: a week of an office's visits, team by team, and the agencies whose units have none yet.</summary>
[Needs(Right.CyclesRead)]
internal sealed class CalendarModel(PatuhDb db, TimeProvider time) : VisitPage(db, time)
{
    /// <summary>The office that is looked at; null for an agency, and for all.</summary>
    public string? Office { get; private set; }

    public string OfficeName => Offices.FirstOrDefault(o => o.Id == Office).Name ?? "";

    public IReadOnlyList<DateOnly> Week { get; private set; } = [];

    /// <summary>Teams of the office, and for an agency those that come to it.</summary>
    public IReadOnlyList<(string Id, string Name)> Rows { get; private set; } = [];

    public IReadOnlyList<VisitLine> All { get; private set; } = [];

    public ILookup<string, Clash> Found { get; private set; } = Array.Empty<(string, Clash)>().ToLookup(f => f.Item1, f => f.Item2);

    /// <summary>Agencies with units that have no visit yet.</summary>
    public IReadOnlyList<(string Id, string Name, int Without, int Units)> Without { get; private set; } = [];

    /// <summary>For the nation: each office in a line.</summary>
    public IReadOnlyList<OfficeVisits> Summary { get; private set; } = [];

    public bool MayPlan => Office is { } office && Cycle.State != CycleState.Closed && May(Right.PlansWrite, Teams.OfficePlace(office));

    public IEnumerable<VisitLine> At(string team, DateOnly day)
    {
        var on = Stamp.Of(day);
        return All.Where(l => l.Visit.TeamId == team && l.Visit.Day == on && l.Visit.State != VisitState.Cancelled);
    }

    public IEnumerable<VisitLine> Clashing => All.Where(l => Found.Contains(l.Visit.Id));

    public bool InStage(DateOnly day) => Clashes.Within(Collection, Stamp.Of(day));

    public string Query(DateOnly week) => $"{Root}?minggu={Stamp.Of(week)}{(Office is null ? "" : "&kantor=" + Office)}";

    public async Task<IActionResult> OnGet(string cycle, string? kantor, string? minggu, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Title = L.T($"Kunjungan: {Cycle.Title}", $"Visits: {Cycle.Title}");
        var offices = Offices;
        Office = offices.Any(o => o.Id == kantor) ? kantor : offices.Count == 1 ? offices[0].Id : null;
        var first = Stamp.ReadDay(minggu) ?? Start();
        first = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        Week = [.. Enumerable.Range(0, 7).Select(first.AddDays)];
        if (Office is null && !IsAgency)
        {
            Summary = await Overview(cancel);
            return Page();
        }
        All = await Lines(UnitsOf(Office), cancel);
        if (IsAgency)
            Rows = [.. All.Select(l => (l.Visit.TeamId, l.Team)).Distinct().OrderBy(t => t.Team)];
        else
        {
            // one that has ended is shown in the weeks in which it visited
            var (from, until) = (Stamp.Of(Week[0]), Stamp.Of(Week[6]));
            var seen = All.Where(l => l.Visit.State != VisitState.Cancelled && string.CompareOrdinal(from, l.Visit.Day) <= 0 && string.CompareOrdinal(l.Visit.Day, until) <= 0).Select(l => l.Visit.TeamId).ToHashSet();
            Rows = [.. (await Db.Set<VisitTeamRow>().Where(t => t.CycleId == cycle && t.OfficeId == Office).OrderBy(t => t.Name).ToListAsync(cancel)).Where(t => t.EndedAt is null || seen.Contains(t.Id)).Select(t => (t.Id, t.Name))];
            Found = Clashes.Of(All, Collection, VisitHints.Current);
        }
        await Fill(cancel);
        return Page();
    }

    /// <summary>This week, or the stage's first where it has not begun or is over.</summary>
    private DateOnly Start() =>
        Clashes.Within(Collection, Today) || Collection is null || Stamp.ReadDay(Collection.BeginsOn) is not { } begins ? Stamp.Today(Time) : begins;

    private async Task Fill(CancellationToken cancel)
    {
        var units = UnitsOf(Office);
        var all = await (from a in Visited(units) join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId } group a by new { p.AgencyId, p.Name } into g select new { g.Key.AgencyId, g.Key.Name, Count = g.Count() }).ToListAsync(cancel);
        var without = await Unplanned(units).GroupBy(a => a.AgencyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        Without = [.. all.Where(a => without.ContainsKey(a.AgencyId)).OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => (a.AgencyId, a.Name, without[a.AgencyId], a.Count))];
    }

    private async Task<IReadOnlyList<OfficeVisits>> Overview(CancellationToken cancel)
    {
        var units = UnitsOf(null);
        var all = await Visited(units).GroupBy(a => a.OfficeId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var visits = Db.Set<VisitRow>();
        var planned = await units.Where(a => visits.Any(v => v.AssessmentId == a.Id && VisitState.Standing.Contains(v.State))).GroupBy(a => a.OfficeId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var done = await units.Where(a => visits.Any(v => v.AssessmentId == a.Id && v.State == VisitState.Done)).GroupBy(a => a.OfficeId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var names = Offices.ToDictionary(o => o.Id, o => o.Name);
        return [.. all.Select(o => new OfficeVisits(Teams.OfficeOf(o.Key), names.GetValueOrDefault(Teams.OfficeOf(o.Key), o.Key ?? ""), o.Count, planned.Find(p => p.Key == o.Key)?.Count ?? 0, done.Find(p => p.Key == o.Key)?.Count ?? 0)).OrderBy(o => o.Name, StringComparer.Ordinal)];
    }
}
