using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>What is missing in one place, and where it is put right.</summary>
internal sealed record GapLine(string Name, string Agency, string AgencyId, IReadOnlyList<string> Missing, string Address);

/// <summary>Where one kind of gap of a plan lies, within reach: a page of units, or of agencies, each with what it lacks.</summary>
[Needs(Right.CyclesRead)]
internal sealed class GapsPageModel(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public const int PageSize = 50;

    public string Gap { get; private set; } = "";

    public string Search { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<GapLine> Lines { get; private set; } = [];

    public bool OfAgencies => Gap == PlanGap.Self;

    public string Address => $"{Here}/kekurangan/{Gap}";

    /// <summary>A draft asks for no self-assessment yet.</summary>
    public IEnumerable<string> Gaps => PlanGap.All.Where(g => g != PlanGap.Self || Cycle.State != CycleState.Draft);

    public string Query(int page) => $"{Address}?q={Uri.EscapeDataString(Search)}&hal={page}";

    public string Word(string gap) => gap switch
    {
        PlanGap.Products => L.T("Produk layanan belum bernama", "Service products without a name"),
        PlanGap.Officers => L.T("Responden belum bernama", "Respondents without a name"),
        PlanGap.Unconfirmed => L.T("Responden belum dikonfirmasi", "Respondents not confirmed"),
        PlanGap.Subjects => L.T("Unit tanpa produk dan responden", "Units without products and respondents"),
        _ => L.T("Penilaian mandiri belum dikirim", "Self-assessments not submitted"),
    };

    public async Task<IActionResult> OnGet(string cycle, string which, string? q, int hal, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || !Gaps.Contains(which))
            return Foreign();
        (Gap, Title) = (which, $"{Word(which)}: {Cycle.Title}");
        Search = (q ?? "").Trim() is { Length: <= 100 } text ? text : "";
        if (OfAgencies)
            await Agencies(cycle, hal, cancel);
        else
            await Units(cycle, hal, cancel);
        return Page();
    }

    private async Task Units(string cycle, int page, CancellationToken cancel)
    {
        var part = Search.ToUpperInvariant();
        var found = from a in PlanGap.UnitsWith(Db, Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == cycle), Gap)
                    join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
                    where part == "" || a.Name.ToUpper().Contains(part) || p.Name.ToUpper().Contains(part)
                    select new { a.Id, a.Name, a.AgencyId, a.Position, Agency = p.Name };
        Count = await found.CountAsync(cancel);
        var rows = await found.OrderBy(u => u.Agency).ThenBy(u => u.AgencyId).ThenBy(u => u.Position).ThenBy(u => u.Id).Skip(Skip(page)).Take(PageSize).ToListAsync(cancel);
        var ids = rows.ConvertAll(u => u.Id);
        var missing = Gap == PlanGap.Subjects || ids.Count == 0 ? new List<AssessmentSubjectRow>().ToLookup(s => s.AssessmentId)
            : (await PlanGap.SubjectsOf(Db, Gap).Where(s => EF.Parameter(ids).Contains(s.AssessmentId)).ToListAsync(cancel)).ToLookup(s => s.AssessmentId);
        Lines = [.. rows.Select(u => new GapLine(u.Name, u.Agency, u.AgencyId, [.. missing[u.Id].OrderBy(s => s.Role, StringComparer.Ordinal).ThenBy(s => s.Number).Select(s => DeskWords.Subject(s, L))], $"/kerja/penilaian/{u.Id}/responden"))];
    }

    private async Task Agencies(string cycle, int page, CancellationToken cancel)
    {
        var part = Search.ToUpperInvariant();
        var found = Reach.Within(CycleRest.SelfMissingIn(Db, cycle), Db.Set<AssessmentRow>()).Where(p => part == "" || p.Name.ToUpper().Contains(part));
        Count = await found.CountAsync(cancel);
        var rows = await found.OrderBy(p => p.Name).ThenBy(p => p.AgencyId).Skip(Skip(page)).Take(PageSize).ToListAsync(cancel);
        Lines = [.. rows.Select(p => new GapLine(p.Name, p.Name, p.AgencyId, [CycleWords.Self(p.SelfState, L)], $"{Here}/instansi/{p.AgencyId}"))];
    }

    private int Skip(int page)
    {
        Number = Math.Clamp(page, 1, Math.Max(1, Pages));
        return (Number - 1) * PageSize;
    }
}
