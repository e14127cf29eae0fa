using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Watch;

/// <summary>Agencies of a cycle within reach with their sums: how far each is, whose self-assessment is submitted, and whose evidence waits.</summary>
[Needs(Right.CyclesRead)]
internal sealed class AgencyListModel(PatuhDb db, TimeProvider time) : WatchList(db, time)
{
    /// <summary>Not submitted: being filled in, or sent back.</summary>
    public const string NotSubmitted = "belum-dikirim";

    /// <summary>As an address names it, with the states that it means.</summary>
    private static readonly (string Word, string[] States)[] SelfStates =
        [(NotSubmitted, [SelfState.Open, SelfState.Returned]), ("diisi", [SelfState.Open]), ("dikembalikan", [SelfState.Returned]), ("dikirim", [SelfState.Submitted])];

    /// <summary>Only agencies whose self-assessment stands there.</summary>
    public string Self { get; private set; } = "";

    /// <summary>How many agencies of what the list is narrowed to besides each finds.</summary>
    public IReadOnlyList<(string Self, int Count)> SelfCounts { get; private set; } = [];

    public IReadOnlyList<AgencyLine> Lines { get; private set; } = [];

    public override string Address => Here + "/instansi";

    public override IReadOnlyList<string> States => WatchFilter.OfAgencies;

    public override string More => Self.Length > 0 ? "&mandiri=" + Self : "";

    public static string SelfWord(string self, Reader L) => self switch
    {
        NotSubmitted => L.T("belum dikirim", "not submitted"),
        "diisi" => L.T("sedang diisi", "being filled in"),
        "dikembalikan" => L.T("dikembalikan", "sent back"),
        _ => L.T("sudah dikirim", "submitted"),
    };

    public async Task<IActionResult> OnGet(string cycle, string? q, string? kantor, string? mandiri, string? keadaan, string? urut, string? jenis, int hal, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Title = L.T($"Instansi: {Cycle.Title}", $"Agencies: {Cycle.Title}");
        Take(q, kantor, keadaan, urut, jenis);
        var asked = Array.Find(SelfStates, s => s.Word == mandiri);
        Self = asked.Word ?? "";
        var kind = Kind;
        var assessments = Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == Cycle.Id);
        var found = Found(assessments);
        var counts = await found.GroupBy(a => new { a.SelfState, Asked = a.Status == AssessmentStatus.Assessed }).Select(g => new { g.Key.SelfState, g.Key.Asked, Count = g.Count() }).ToListAsync(cancel);
        SelfCounts = [.. SelfStates.Select(s => (s.Word, counts.Where(c => c.Asked && s.States.Contains(c.SelfState)).Sum(c => c.Count)))];
        if (asked.States is { } states)
            found = found.Where(a => a.Status == AssessmentStatus.Assessed && states.Contains(a.SelfState));
        Paged(Self.Length > 0 ? SelfCounts.First(s => s.Self == Self).Count : counts.Sum(c => c.Count), hal);
        var ordered = Order == LeastDone ? LeastDoneFirst(found, assessments, kind) : found.OrderBy(a => a.Name);
        Lines = await AgencyLines.Of(Db, await ordered.ThenBy(a => a.AgencyId).Skip(Skip).Take(PageSize).ToListAsync(cancel), assessments, kind, cancel);
        return Page();
    }

    private IQueryable<PlannedAgencyRow> Found(IQueryable<AssessmentRow> assessments)
    {
        var found = Reach.Within(Db.Set<PlannedAgencyRow>(), Db.Set<AssessmentRow>()).Where(a => a.CycleId == Cycle.Id);
        if (Search.Length > 0)
        {
            var part = Search.ToUpperInvariant();
            found = found.Where(a => a.Name.ToUpper().Contains(part));
        }
        if (Office.Length > 0)
            found = Office == HeadOffice ? found.Where(a => a.OfficeId == null) : found.Where(a => a.OfficeId == Office);
        if (State.Length == 0)
            return found;
        var such = WatchFilter.Of(Db, assessments, State, Kind, Me.PersonId).Select(a => a.AgencyId);
        return found.Where(a => such.Contains(a.AgencyId));
    }

    private IOrderedQueryable<PlannedAgencyRow> LeastDoneFirst(IQueryable<PlannedAgencyRow> agencies, IQueryable<AssessmentRow> assessments, string kind)
    {
        var parts = Db.Set<AssessmentPartRow>().Where(p => p.Kind == kind);
        var asked = assessments.Where(x => x.Status == AssessmentStatus.Assessed);
        return agencies.OrderBy(a => a.Status == AssessmentStatus.Assessed ? 0 : 1)
            .ThenBy(a => (from x in asked where x.AgencyId == a.AgencyId join p in parts on x.Id equals p.AssessmentId group p by p.Kind into g select g.Sum(p => p.Required) == 0 ? 10_000 : g.Sum(p => p.Given) * 10_000 / g.Sum(p => p.Required)).FirstOrDefault())
            .ThenBy(a => a.Name);
    }
}
