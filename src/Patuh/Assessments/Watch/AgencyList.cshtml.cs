using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Watch;

/// <summary>One unit in the list.</summary>
internal sealed record UnitLine(AssessmentRow Unit, string Agency, string? State, int? Hundredths, int? SoFar, int Held, int Given, int Required, int Conflicts, string? ChangedAt, string? Pen);

/// <summary>Units of a cycle within reach, what is least done first, with filters; who holds the pen of what lies still.</summary>
[Needs(Right.CyclesRead)]
internal sealed class AgencyListModel(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public const int PageSize = 50;

    public static IReadOnlyList<string> States { get; } = ["belum", "berjalan", "lengkap", "bertentangan", "tertahan"];

    public string Search { get; private set; } = "";

    public string Office { get; private set; } = "";

    public string StateFilter { get; private set; } = "";

    public string Lacking { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<UnitLine> Lines { get; private set; } = [];

    public IReadOnlyList<(string Id, string Name)> Offices { get; private set; } = [];

    public bool SeesScores => !Reach.Assessed.Empty;

    public bool MayAdd => Cycle.State != CycleState.Closed && May(Right.CyclesWrite, Place.National);

    public string Query(int page) => $"{Here}/instansi?q={Uri.EscapeDataString(Search)}&kantor={Office}&keadaan={StateFilter}&kurang={Lacking}&hal={page}";

    public async Task<IActionResult> OnGet(string cycle, string? q, string? kantor, string? keadaan, string? kurang, int hal, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Title = L.T($"Unit: {Cycle.Title}", $"Units: {Cycle.Title}");
        Search = (q ?? "").Trim() is { Length: <= 100 } text ? text : "";
        StateFilter = States.Contains(keadaan) ? keadaan! : "";
        Lacking = kurang == "unit" ? "unit" : "";
        Offices = Reach.Here.All || Reach.Here.Provinces.Count > 0 ? [.. Accounts.Organisations.RegionalOffices.All.Where(o => Reach.Here.All || o.Provinces.Any(p => Reach.Here.Provinces.Contains(p))).Select(o => (o.Id, o.Name))] : [];
        Office = kantor == "pusat" || Offices.Any(o => o.Id == kantor) ? kantor! : "";
        var kind = Reach.Kind;
        var units = from a in Reach.Within(Db.Set<AssessmentRow>())
                    where a.CycleId == Cycle.Id && a.Level == AssessmentLevel.Unit
                    join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
                    from s in Db.Set<AssessmentScoreRow>().Where(s => s.AssessmentId == a.Id && s.Kind == kind).DefaultIfEmpty()
                    select new { a, p.Name, s };
        if (Search.Length > 0)
        {
            var part = Search.ToUpperInvariant();
            units = units.Where(u => u.a.Name.ToUpper().Contains(part) || u.Name.ToUpper().Contains(part));
        }
        if (Office.Length > 0)
            units = Office == "pusat" ? units.Where(u => u.a.OfficeId == null) : units.Where(u => u.a.OfficeId == Office);
        if (Lacking.Length > 0)
            units = units.Where(u => !u.a.Chosen);
        var parts = Db.Set<AssessmentPartRow>().Where(p => p.Kind == kind);
        units = StateFilter switch
        {
            "belum" => units.Where(u => u.s != null && u.s.ChangedBy == null),
            "berjalan" => units.Where(u => u.s != null && u.s.ChangedBy != null && u.s.State == "incomplete"),
            "lengkap" => units.Where(u => u.s != null && u.s.State == "scored"),
            "bertentangan" => units.Where(u => parts.Any(p => p.AssessmentId == u.a.Id && p.Conflicts > 0)),
            "tertahan" => units.Where(u => u.s != null && u.s.Held > 0),
            _ => units,
        };
        Count = await units.CountAsync(cancel);
        Number = Math.Clamp(hal, 1, Math.Max(1, Pages));
        var page = await units.OrderBy(u => u.Name).ThenBy(u => u.a.Position).ThenBy(u => u.a.Id).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        await Fill(page.ConvertAll(u => (u.a, u.Name, (AssessmentScoreRow?)u.s)), cancel);
        return Page();
    }

    private async Task Fill(List<(AssessmentRow Unit, string Agency, AssessmentScoreRow? Score)> page, CancellationToken cancel) =>
        Lines = await UnitLines.Of(Db, page, Reach.Kind, cancel);
}

/// <summary>Counts and pens of a page of units, in two queries.</summary>
internal static class UnitLines
{
    public static async Task<IReadOnlyList<UnitLine>> Of(PatuhDb db, List<(AssessmentRow Unit, string Agency, AssessmentScoreRow? Score)> page, string kind, CancellationToken cancel)
    {
        var ids = page.ConvertAll(u => u.Unit.Id);
        var parts = (await db.Set<AssessmentPartRow>().Where(p => ids.Contains(p.AssessmentId) && p.Kind == kind).ToListAsync(cancel)).ToLookup(p => p.AssessmentId);
        var holders = parts.SelectMany(p => p).Select(p => p.PenId).OfType<string>().Distinct().ToList();
        var names = holders.Count == 0 ? [] : await db.Set<Accounts.People.PersonRow>().Where(p => holders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return [.. page.Select(u => new UnitLine(u.Unit, u.Agency, u.Score?.State, u.Score?.Hundredths, u.Score?.SoFar, u.Score?.Held ?? 0, parts[u.Unit.Id].Sum(p => p.Given), parts[u.Unit.Id].Sum(p => p.Required),
            parts[u.Unit.Id].Sum(p => p.Conflicts), u.Score?.ChangedBy is null ? null : u.Score.ChangedAt, string.Join(", ", parts[u.Unit.Id].Select(p => p.PenId).OfType<string>().Distinct().Select(p => names.GetValueOrDefault(p, "?")).Order())))];
    }
}
