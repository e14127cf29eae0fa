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
        var counts = await found.Where(a => a.Status == AssessmentStatus.Assessed).GroupBy(a => a.SelfState).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        SelfCounts = [.. SelfStates.Select(s => (s.Word, s.States.Sum(counts.GetValueOrDefault)))];
        if (asked.States is { } states)
            found = found.Where(a => a.Status == AssessmentStatus.Assessed && states.Contains(a.SelfState));
        Paged(await found.CountAsync(cancel), hal);
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
        var parts = from a in assessments where a.Status == AssessmentStatus.Assessed join p in Db.Set<AssessmentPartRow>() on a.Id equals p.AssessmentId where p.Kind == kind select new { a.AgencyId, p.Given, p.Required };
        var done = parts.GroupBy(p => p.AgencyId).Select(g => new { g.Key, Done = g.Sum(p => p.Required) == 0 ? 10_000 : g.Sum(p => p.Given) * 10_000 / g.Sum(p => p.Required) });
        return agencies.OrderBy(a => a.Status == AssessmentStatus.Assessed ? 0 : 1).ThenBy(a => done.Where(d => d.Key == a.AgencyId).Select(d => d.Done).FirstOrDefault()).ThenBy(a => a.Name);
    }
}
