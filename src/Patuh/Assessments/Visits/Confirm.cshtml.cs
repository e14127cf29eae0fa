using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits;

/// <summary>A visit whose main respondents are not all confirmed.</summary>
internal sealed record ToConfirm(VisitLine Line, int Unconfirmed, int Unnamed, bool Overdue);

/// <summary>A visit whose day has passed while its unit is not complete, with who holds the pen.</summary>
internal sealed record LateVisit(VisitLine Line, int Given, int Required, string Pens);

/// <summary>Konfirmasi: main respondents are confirmed a week before a visit; and visits that should be complete by now. Both page by page.</summary>
[Needs(Right.CyclesRead)]
internal sealed class ConfirmModel(PatuhDb db, TimeProvider time) : VisitPage(db, time)
{
    public const int PageSize = 50;

    public string? Office { get; private set; }

    public IReadOnlyList<ToConfirm> Waiting { get; private set; } = [];

    /// <summary>Where <see cref="Waiting"/> is, of how many there are.</summary>
    public (int Number, int Count) WaitingPage { get; private set; }

    public IReadOnlyList<LateVisit> Late { get; private set; } = [];

    public (int Number, int Count) LatePage { get; private set; }

    public static int Days => VisitHints.Current.ConfirmDays;

    public static int Pages(int count) => (count + PageSize - 1) / PageSize;

    /// <summary>The page with another part of one of its two lists.</summary>
    public string Query(int waiting, int late) => $"{Root}/konfirmasi?kantor={Office}&hal={waiting}&lewat={late}";

    public async Task<IActionResult> OnGet(string cycle, string? kantor, int hal, int lewat, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Title = L.T($"Konfirmasi: {Cycle.Title}", $"Confirming: {Cycle.Title}");
        Office = Offices.Any(o => o.Id == kantor) ? kantor : null;
        await Confirming(hal, cancel);
        // the agency is not told what its assessors have answered
        if (!IsAgency)
            await Overdue(lewat, cancel);
        return Page();
    }

    /// <summary>Those of the days to come, and of the week after for who likes to be early: what is overdue is first, as its day is.</summary>
    private async Task Confirming(int page, CancellationToken cancel)
    {
        var (due, until) = (Stamp.Of(Stamp.Today(Time).AddDays(Days)), Stamp.Of(Stamp.Today(Time).AddDays(2 * Days)));
        var visits = DueVisits.ToConfirm(Db, [Cycle.Id], UnitsOf(Office), Today, until);
        WaitingPage = At(page, await visits.CountAsync(cancel));
        var lines = await Lines(visits, WaitingPage.Number, cancel);
        var ids = lines.ConvertAll(l => l.Unit.Id);
        var officers = await DueVisits.Unconfirmed(Db).Where(s => ids.Contains(s.AssessmentId))
            .GroupBy(s => s.AssessmentId).Select(g => new { g.Key, Unnamed = g.Sum(s => s.Name == "" ? 1 : 0), Unconfirmed = g.Sum(s => s.Name != "" ? 1 : 0) }).ToDictionaryAsync(g => g.Key, cancel);
        Waiting = [.. lines.Where(l => officers.ContainsKey(l.Unit.Id)).Select(l => new ToConfirm(l, officers[l.Unit.Id].Unconfirmed, officers[l.Unit.Id].Unnamed, string.CompareOrdinal(l.Visit.Day, due) < 0))];
    }

    private async Task Overdue(int page, CancellationToken cancel)
    {
        var visits = DueVisits.Late(Db, [Cycle.Id], UnitsOf(Office), Today);
        LatePage = At(page, await visits.CountAsync(cancel));
        var lines = await Lines(visits, LatePage.Number, cancel);
        var ids = lines.ConvertAll(l => l.Unit.Id);
        var parts = (await Db.Set<AssessmentPartRow>().Where(p => ids.Contains(p.AssessmentId) && p.Kind == AnswerKind.Assessed).ToListAsync(cancel)).ToLookup(p => p.AssessmentId);
        var holders = parts.SelectMany(p => p).Select(p => p.PenId).OfType<string>().Distinct().ToList();
        var names = holders.Count == 0 ? [] : await Db.Set<PersonRow>().Where(p => holders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        Late = [.. lines.Select(l => new LateVisit(l, parts[l.Unit.Id].Sum(p => p.Given), parts[l.Unit.Id].Sum(p => p.Required),
            string.Join(", ", parts[l.Unit.Id].Select(p => p.PenId).OfType<string>().Distinct().Select(p => names.GetValueOrDefault(p, "?")).Order())))];
    }

    private static (int Number, int Count) At(int page, int count) => (Math.Clamp(page, 1, Math.Max(1, Pages(count))), count);

    /// <summary>A page of visits with their names, in the order of days: one query.</summary>
    private async Task<List<VisitLine>> Lines(IQueryable<VisitRow> visits, int page, CancellationToken cancel)
    {
        var lines = await (from v in visits
                           join a in Db.Set<AssessmentRow>() on v.AssessmentId equals a.Id
                           join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
                           join t in Db.Set<VisitTeamRow>() on v.TeamId equals t.Id
                           orderby v.Day, v.Starts, v.Id
                           select new { v, a, p.Name, Team = t.Name }).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return lines.ConvertAll(l => new VisitLine(l.v, l.a, l.Name, l.Team));
    }
}
