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

/// <summary>Konfirmasi: main respondents are confirmed a week before a visit; and visits that should be complete by now.</summary>
[Needs(Right.CyclesRead)]
internal sealed class ConfirmModel(PatuhDb db, TimeProvider time) : VisitPage(db, time)
{
    private static readonly string[] Officers = [SubjectRole.Officer, SubjectRole.ComplaintOfficer];

    public string? Office { get; private set; }

    public IReadOnlyList<ToConfirm> Waiting { get; private set; } = [];

    public IReadOnlyList<LateVisit> Late { get; private set; } = [];

    public static int Days => VisitHints.Current.ConfirmDays;

    public async Task<IActionResult> OnGet(string cycle, string? kantor, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Title = L.T($"Konfirmasi: {Cycle.Title}", $"Confirming: {Cycle.Title}");
        Office = Offices.Any(o => o.Id == kantor) ? kantor : null;
        var visits = (await Lines(UnitsOf(Office), cancel)).FindAll(l => l.Ahead || l.Visit.State == VisitState.Done);
        await Confirming(visits.FindAll(l => l.Ahead && string.CompareOrdinal(Today, l.Visit.Day) <= 0), cancel);
        // the agency is not told what its assessors have answered
        if (!IsAgency)
            await Overdue(visits.FindAll(l => string.CompareOrdinal(l.Visit.Day, Today) < 0), cancel);
        return Page();
    }

    /// <summary>Those of the days to come, and of the week after for who likes to be early: what is overdue is first.</summary>
    private async Task Confirming(List<VisitLine> ahead, CancellationToken cancel)
    {
        var (due, until) = (Stamp.Of(Stamp.Today(Time).AddDays(Days)), Stamp.Of(Stamp.Today(Time).AddDays(2 * Days)));
        var near = ahead.FindAll(l => string.CompareOrdinal(l.Visit.Day, until) <= 0);
        var ids = near.ConvertAll(l => l.Unit.Id);
        var officers = (await Db.Set<AssessmentSubjectRow>().Where(s => ids.Contains(s.AssessmentId) && s.EndedAt == null && Officers.Contains(s.Role))
            .GroupBy(s => s.AssessmentId).Select(g => new { g.Key, Unnamed = g.Sum(s => s.Name == "" ? 1 : 0), Unconfirmed = g.Sum(s => s.Name != "" && s.ConfirmedAt == null ? 1 : 0) }).ToListAsync(cancel)).ToDictionary(g => g.Key);
        Waiting = [.. near.Where(l => officers.TryGetValue(l.Unit.Id, out var o) && o.Unnamed + o.Unconfirmed > 0)
            .Select(l => new ToConfirm(l, officers[l.Unit.Id].Unconfirmed, officers[l.Unit.Id].Unnamed, string.CompareOrdinal(l.Visit.Day, due) < 0)).OrderByDescending(w => w.Overdue).ThenBy(w => w.Line.Visit.Day, StringComparer.Ordinal)];
    }

    private async Task Overdue(List<VisitLine> passed, CancellationToken cancel)
    {
        var ids = passed.ConvertAll(l => l.Unit.Id);
        var incomplete = (await Db.Set<AssessmentScoreRow>().Where(s => ids.Contains(s.AssessmentId) && s.Kind == AnswerKind.Assessed && s.State == "incomplete").Select(s => s.AssessmentId).ToListAsync(cancel)).ToHashSet();
        var parts = (await Db.Set<AssessmentPartRow>().Where(p => ids.Contains(p.AssessmentId) && p.Kind == AnswerKind.Assessed).ToListAsync(cancel)).ToLookup(p => p.AssessmentId);
        var holders = parts.SelectMany(p => p).Select(p => p.PenId).OfType<string>().Distinct().ToList();
        var names = holders.Count == 0 ? [] : await Db.Set<PersonRow>().Where(p => holders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        Late = [.. passed.Where(l => incomplete.Contains(l.Unit.Id)).Select(l => new LateVisit(l, parts[l.Unit.Id].Sum(p => p.Given), parts[l.Unit.Id].Sum(p => p.Required),
            string.Join(", ", parts[l.Unit.Id].Select(p => p.PenId).OfType<string>().Distinct().Select(p => names.GetValueOrDefault(p, "?")).Order())))];
    }
}
