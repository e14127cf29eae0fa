using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Watch;

/// <summary>Units of a cycle within reach, with filters; who holds the pen of what lies still, and whose evidence waits.</summary>
[Needs(Right.CyclesRead)]
internal sealed class UnitListModel(PatuhDb db, TimeProvider time) : WatchList(db, time)
{
    /// <summary>Only places that no unit has been chosen for.</summary>
    public bool NotChosen { get; private set; }

    public IReadOnlyList<UnitLine> Lines { get; private set; } = [];

    public override string Address => Here + "/unit";

    public override IReadOnlyList<string> States => WatchFilter.OfUnits;

    public override string More => NotChosen ? "&kurang=unit" : "";

    public async Task<IActionResult> OnGet(string cycle, string? q, string? kantor, string? keadaan, string? kurang, string? urut, string? jenis, int hal, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Title = L.T($"Unit: {Cycle.Title}", $"Units: {Cycle.Title}");
        Take(q, kantor, keadaan, urut, jenis);
        NotChosen = kurang == "unit";
        var kind = Kind;
        var units = from a in Found()
                    join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
                    from s in Db.Set<AssessmentScoreRow>().Where(s => s.AssessmentId == a.Id && s.Kind == kind).DefaultIfEmpty()
                    select new { a, p.Name, s };
        if (Search.Length > 0)
        {
            var part = Search.ToUpperInvariant();
            units = units.Where(u => u.a.Name.ToUpper().Contains(part) || u.Name.ToUpper().Contains(part));
        }
        Paged(await units.CountAsync(cancel), hal);
        var parts = Db.Set<AssessmentPartRow>().Where(p => p.Kind == kind);
        var ordered = Order == LeastDone
            ? units.OrderBy(u => u.a.Status == AssessmentStatus.Assessed ? 0 : 1)
                .ThenBy(u => parts.Where(p => p.AssessmentId == u.a.Id).GroupBy(p => p.Kind).Select(g => g.Sum(p => p.Required) == 0 ? 10_000 : g.Sum(p => p.Given) * 10_000 / g.Sum(p => p.Required)).FirstOrDefault()).ThenBy(u => u.Name)
            : units.OrderBy(u => u.Name);
        var page = await ordered.ThenBy(u => u.a.Position).ThenBy(u => u.a.Id).Skip(Skip).Take(PageSize).ToListAsync(cancel);
        Lines = await UnitLines.Of(Db, page.ConvertAll(u => (u.a, u.Name, (AssessmentScoreRow?)u.s)), kind, cancel);
        return Page();
    }

    private IQueryable<AssessmentRow> Found()
    {
        var found = Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == Cycle.Id);
        // what waits is shown wherever it is, also in the answers about an agency as a whole
        if (!WatchFilter.IsAnywhere(State))
            found = found.Where(a => a.Level == AssessmentLevel.Unit);
        if (Office.Length > 0)
            found = Office == HeadOffice ? found.Where(a => a.OfficeId == null) : found.Where(a => a.OfficeId == Office);
        if (NotChosen)
            found = found.Where(a => !a.Chosen && a.Status == AssessmentStatus.Assessed);
        return WatchFilter.Of(Db, found, State, Kind, Me.PersonId);
    }
}
