using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Home;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Watch;

/// <summary>What waits for an office, or for the nation: counted by the database, each figure in one query for all cycles, but for what their plans lack.</summary>
internal sealed class OfficeWork(PatuhDb db, Actor me, Reader L)
{
    private readonly Reach assessing = Reach.Of(me, Right.AnswersWrite);
    private readonly CycleReach mine = new(Reach.Of(me, Right.AnswersWrite, Right.PlansWrite), Reach.Nothing);

    public async Task<IReadOnlyList<WaitingPlace>> Of(IReadOnlyList<CycleNow> cycles, CancellationToken cancel)
    {
        var places = cycles.Select(c => (c, Waiting: new List<Waiting>())).ToDictionary(p => p.c.Cycle.Id, p => p);
        // whoever only reads has nothing to do here
        if (!mine.Assessed.Empty)
        {
            await Answers(cycles, places, cancel);
            await Before(cycles, places, cancel);
            await Visits(cycles, places, cancel);
            await Plans(cycles, places, cancel);
        }
        return [.. places.Values.Select(p => new WaitingPlace(p.c.Cycle.Title, p.c.Here, p.c.Going(L), [.. p.Waiting.OrderByDescending(w => w.Late)]))];
    }

    private IQueryable<AssessmentRow> Of(Reach reach, IReadOnlyList<string> cycles) => new CycleReach(reach, Reach.Nothing).Within(db.Set<AssessmentRow>()).Where(a => cycles.Contains(a.CycleId));

    /// <summary>Self-assessments that have not come, and the evidence that has.</summary>
    private async Task Before(IReadOnlyList<CycleNow> cycles, Dictionary<string, (CycleNow Now, List<Waiting> Waiting)> places, CancellationToken cancel)
    {
        if (Ids(cycles, c => c.Takes(AnswerKind.Self)) is { Count: > 0 } filled)
        {
            var agencies = await mine.Within(db.Set<PlannedAgencyRow>(), db.Set<AssessmentRow>()).Where(a => filled.Contains(a.CycleId) && a.Status == AssessmentStatus.Assessed && a.SelfState != SelfState.Submitted)
                .GroupBy(a => a.CycleId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
            foreach (var found in agencies)
            {
                var (now, last) = (places[found.Key].Now, L.Date(places[found.Key].Now.Ends(AnswerKind.Self)!));
                Add(places, found.Key, found.Count, L.T($"instansi belum mengirim penilaian mandiri (paling lambat {last})", $"{(found.Count == 1 ? "agency has" : "agencies have")} not submitted the self-assessment (until {last})"), $"{now.Here}/instansi?mandiri={AgencyListModel.NotSubmitted}&jenis=self");
            }
        }
        if (!assessing.Empty && Ids(cycles, c => EvidenceRules.Decides(c.Cycle, c.Stages, c.Today)) is { Count: > 0 } deciding)
        {
            var evidence = await (from u in EvidenceCounts.Standing(db, EvidenceState.Waiting) join a in Of(assessing, deciding) on u.AssessmentId equals a.Id group u by a.CycleId into g select new { g.Key, Count = g.Count() }).ToListAsync(cancel);
            foreach (var found in evidence)
                Add(places, found.Key, found.Count, L.T("bukti menunggu diperiksa", found.Count == 1 ? "piece of evidence waits to be looked at" : "pieces of evidence wait to be looked at"), $"{places[found.Key].Now.Here}/unit?keadaan={WatchFilter.EvidenceWaiting}");
        }
    }

    private async Task Answers(IReadOnlyList<CycleNow> cycles, Dictionary<string, (CycleNow Now, List<Waiting> Waiting)> places, CancellationToken cancel)
    {
        if (Ids(cycles, c => c.IsOpen) is not { Count: > 0 } open)
            return;
        var assessments = Of(mine.Assessed, open);
        var scores = await (from a in assessments
                            join s in db.Set<AssessmentScoreRow>() on a.Id equals s.AssessmentId
                            where s.Kind == AnswerKind.Assessed
                            group new { Incomplete = a.Level == AssessmentLevel.Unit && a.Status == AssessmentStatus.Assessed && s.State == "incomplete" ? 1 : 0, s.Held } by a.CycleId into g
                            select new { g.Key, Incomplete = g.Sum(x => x.Incomplete), Held = g.Sum(x => x.Held) }).ToListAsync(cancel);
        var conflicts = await (from a in assessments join p in db.Set<AssessmentPartRow>() on a.Id equals p.AssessmentId where p.Kind == AnswerKind.Assessed && p.Conflicts > 0 group p by a.CycleId into g select new { g.Key, Count = g.Sum(p => p.Conflicts) }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var pens = assessing.Empty ? [] : await WatchFilter.Of(db, Of(assessing, open), WatchFilter.MyPen, AnswerKind.Assessed, me.PersonId).GroupBy(a => a.CycleId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        foreach (var found in scores)
        {
            var now = places[found.Key].Now;
            var units = $"{now.Here}/unit?jenis=assessed&keadaan=";
            if (now.Takes(AnswerKind.Assessed))
            {
                Add(places, found.Key, pens.GetValueOrDefault(found.Key), L.T("unit belum lengkap yang penanya Anda pegang", "units not complete, whose pen you hold"), units + WatchFilter.MyPen);
                Add(places, found.Key, found.Incomplete, L.T("unit belum lengkap", found.Incomplete == 1 ? "unit is not complete" : "units are not complete"), units + WatchFilter.Incomplete);
            }
            Add(places, found.Key, conflicts.GetValueOrDefault(found.Key), L.T("jawaban bertentangan", "answers in conflict"), units + WatchFilter.Conflicts);
            Add(places, found.Key, found.Held, L.T("jawaban tertahan, menunggu diputuskan", "answers held, to be decided about"), units + WatchFilter.Held);
        }
    }

    private async Task Visits(IReadOnlyList<CycleNow> cycles, Dictionary<string, (CycleNow Now, List<Waiting> Waiting)> places, CancellationToken cancel)
    {
        if (Ids(cycles, c => c.IsOpen) is not { Count: > 0 } open)
            return;
        var units = Of(mine.Assessed, open).Where(a => a.Level == AssessmentLevel.Unit);
        var (today, days) = (cycles[0].Today, VisitHints.Current.ConfirmDays);
        var confirm = await DueVisits.ToConfirm(db, open, units, today, Stamp.Of(Stamp.ReadDay(today)!.Value.AddDays(days - 1))).GroupBy(v => v.CycleId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        foreach (var found in confirm)
            Add(places, found.Key, found.Count, L.T($"kunjungan dalam {days} hari dengan responden yang belum dikonfirmasi", $"{(found.Count == 1 ? "visit" : "visits")} within {days} days whose respondents are not confirmed"), places[found.Key].Now.Here + "/kunjungan/konfirmasi", late: true);
        var late = await DueVisits.Late(db, open, units, today).GroupBy(v => v.CycleId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        foreach (var found in late)
            Add(places, found.Key, found.Count, L.T("kunjungan sudah lewat dan penilaiannya belum lengkap", found.Count == 1 ? "visit is over and its assessment not complete" : "visits are over and their assessments not complete"), places[found.Key].Now.Here + "/kunjungan/konfirmasi#terlambat", late: true);
    }

    /// <summary>What the plans lack, for who plans: two queries for each cycle, as its own page has them.</summary>
    private async Task Plans(IReadOnlyList<CycleNow> cycles, Dictionary<string, (CycleNow Now, List<Waiting> Waiting)> places, CancellationToken cancel)
    {
        var planning = Reach.Of(me, Right.PlansWrite);
        if (planning.Empty)
            return;
        foreach (var now in cycles)
        {
            var gaps = await PlanGaps.Of(Of(planning, [now.Cycle.Id]).Where(a => a.Level == AssessmentLevel.Unit), db, cancel);
            string At(string gap) => $"{now.Here}/kekurangan/{gap}";
            Add(places, now.Cycle.Id, gaps.NotChosen, L.T("unit belum dipilih", gaps.NotChosen == 1 ? "unit is not chosen" : "units are not chosen"), now.Here + "/unit?kurang=unit");
            Add(places, now.Cycle.Id, gaps.WithoutSubjects, L.T("unit tanpa produk dan responden", "units with neither products nor respondents"), At(PlanGap.Subjects));
            Add(places, now.Cycle.Id, gaps.UnnamedProducts, L.T("produk layanan belum bernama", "service products without a name"), At(PlanGap.Products));
            Add(places, now.Cycle.Id, gaps.UnnamedOfficers, L.T("responden belum bernama", "respondents without a name"), At(PlanGap.Officers));
        }
    }

    private static List<string> Ids(IReadOnlyList<CycleNow> cycles, Func<CycleNow, bool> which) => [.. cycles.Where(which).Select(c => c.Cycle.Id)];

    private static void Add(Dictionary<string, (CycleNow Now, List<Waiting> Waiting)> places, string cycle, int count, string text, string path, bool late = false)
    {
        if (count > 0)
            places[cycle].Waiting.Add(new(count, text, path, late));
    }
}
