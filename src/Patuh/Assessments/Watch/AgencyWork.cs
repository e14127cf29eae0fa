using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Home;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Watch;

/// <summary>What waits for an agency, or for one of its units: its self-assessment, until when, and what of it is missing or was sent back. Five queries.</summary>
internal sealed class AgencyWork(PatuhDb db, Actor me, CycleReach reach, Reader L)
{
    // somebody works for one agency, or for a few
    private const int MostAgencies = 20;
    private const int MostUnits = 1000;

    public async Task<IReadOnlyList<WaitingPlace>> Of(IReadOnlyList<CycleNow> cycles, CancellationToken cancel)
    {
        var open = cycles.Where(c => c.IsOpen).ToDictionary(c => c.Cycle.Id);
        var ids = open.Keys.ToList();
        var agencies = await reach.Within(db.Set<PlannedAgencyRow>(), db.Set<AssessmentRow>()).Where(a => ids.Contains(a.CycleId) && a.Status == AssessmentStatus.Assessed).OrderByDescending(a => a.CycleId).ThenBy(a => a.Name).Take(MostAgencies).ToListAsync(cancel);
        if (agencies.Count == 0)
            return [];
        var own = reach.Within(db.Set<AssessmentRow>()).Where(a => ids.Contains(a.CycleId) && a.Status == AssessmentStatus.Assessed);
        var missing = Each(await (from a in own join p in db.Set<AssessmentPartRow>() on a.Id equals p.AssessmentId where p.Kind == AnswerKind.Self && p.Given < p.Required group p by new { a.CycleId, a.AgencyId, a.Id } into g orderby g.Key.Id select new OfUnit(g.Key.CycleId, g.Key.AgencyId, g.Key.Id, g.Sum(p => p.Required - p.Given))).Take(MostUnits).ToListAsync(cancel));
        var returned = Each(await (from u in EvidenceCounts.Standing(db, EvidenceState.NeedsRevision) join a in own on u.AssessmentId equals a.Id group u by new { a.CycleId, a.AgencyId, a.Id } into g orderby g.Key.Id select new OfUnit(g.Key.CycleId, g.Key.AgencyId, g.Key.Id, g.Count())).Take(MostUnits).ToListAsync(cancel));
        var held = Each(await (from a in own join s in db.Set<AssessmentScoreRow>() on a.Id equals s.AssessmentId where s.Kind == AnswerKind.Self && s.Held > 0 orderby a.Id select new OfUnit(a.CycleId, a.AgencyId, a.Id, s.Held)).Take(MostUnits).ToListAsync(cancel));
        var again = Each(await own.Where(a => a.SelfState == SelfState.Returned).OrderBy(a => a.Id).Select(a => new OfUnit(a.CycleId, a.AgencyId, a.Id, 1)).Take(MostUnits).ToListAsync(cancel));
        return [.. agencies.Select(a => Place(a, open[a.CycleId], [.. missing[(a.CycleId, a.AgencyId)]], [.. returned[(a.CycleId, a.AgencyId)]], [.. held[(a.CycleId, a.AgencyId)]], [.. again[(a.CycleId, a.AgencyId)]]))];
    }

    private static ILookup<(string, string), OfUnit> Each(List<OfUnit> found) => found.ToLookup(f => (f.Cycle, f.Agency));

    private WaitingPlace Place(PlannedAgencyRow agency, CycleNow now, List<OfUnit> missing, List<OfUnit> returned, List<OfUnit> held, List<OfUnit> again)
    {
        var here = $"{now.Here}/instansi/{agency.AgencyId}";
        var waiting = new List<Waiting>();
        // what cannot be done now waits for nobody
        if (EvidenceRules.Closed(now.Cycle, now.Stages, agency, AnswerKind.Self, now.Today) is null)
        {
            Add(again, L.T("unit dikembalikan koordinator untuk diperbaiki", "units sent back by the coordinator to be put right"), id => "/kerja/penilaian/" + id, here);
            Add(missing, L.T("jawaban penilaian mandiri belum terisi", "answers of the self-assessment are missing"), id => "/kerja/penilaian/" + id, here);
            Add(returned, L.T("bukti perlu perbaikan", "pieces of evidence need revision"), id => $"/kerja/penilaian/{id}/bukti", $"{now.Here}/unit?keadaan={WatchFilter.EvidenceReturned}");
            Add(held, L.T("jawaban tertahan, menunggu diputuskan", "answers held, to be decided about"), id => $"/kerja/penilaian/{id}#ditahan", $"{now.Here}/unit?keadaan={WatchFilter.Held}");
        }
        return new($"{agency.Name}, {now.Cycle.Title}", here, [Stands(agency, now)], waiting);

        // straight to the unit where it is one alone
        void Add(List<OfUnit> found, string text, Func<string, string> unit, string several)
        {
            if (found.Count > 0)
                waiting.Add(new(found.Sum(f => f.Count), text, found.Count == 1 ? unit(found[0].Id) : several));
        }
    }

    /// <summary>Whether the self-assessment is submitted, and until when it can be.</summary>
    private string Stands(PlannedAgencyRow agency, CycleNow now)
    {
        if (agency.SelfState == SelfState.Submitted)
            return agency.SelfAt is { } at ? L.T($"Penilaian mandiri sudah dikirim pada {Day(at)}.", $"The self-assessment was submitted on {Day(at)}.") : L.T("Penilaian mandiri sudah dikirim.", "The self-assessment is submitted.");
        if (now.Ends(AnswerKind.Self) is not { } last || string.CompareOrdinal(last, now.Today) < 0)
            return L.T("Tahap penilaian mandiri sudah selesai; penilaian mandirinya tidak dikirim.", "The stages of the self-assessment are over; it was not submitted.");
        if (!now.Takes(AnswerKind.Self))
        {
            var begins = now.Of(AnswerKind.Self).Where(s => string.CompareOrdinal(now.Today, s.BeginsOn) < 0).Min(s => s.BeginsOn)!;
            return L.T($"Penilaian mandiri dapat diisi mulai {L.Date(begins)}.", $"The self-assessment can be filled in from {L.Date(begins)}.");
        }
        var days = Stamp.ReadDay(last)!.Value.DayNumber - Stamp.ReadDay(now.Today)!.Value.DayNumber;
        var until = L.T($"paling lambat {L.Date(last)}, {(days == 0 ? "hari ini" : $"{days} hari lagi")}", $"by {L.Date(last)}, {(days == 0 ? "today" : days == 1 ? "in a day" : $"in {days} days")}");
        var returned = agency.SelfState == SelfState.Returned;
        if (!Permission.May(me, Right.SelfAssessmentSubmit, agency.Place))
            return L.T($"Penilaian mandiri {(returned ? "dikembalikan untuk diperbaiki" : "belum dikirim")}; koordinator instansi mengirimnya {until}.", $"The self-assessment {(returned ? "was sent back" : "is not submitted")}; the agency's coordinator submits it {until}.");
        return returned ? L.T($"Penilaian mandiri dikembalikan: “{agency.SelfWhy}”. Perbaiki dan kirim lagi {until}.", $"The self-assessment was sent back: “{agency.SelfWhy}”. Put it right and submit it again {until}.")
            : L.T($"Penilaian mandiri belum dikirim; kirim {until}.", $"The self-assessment is not submitted; submit it {until}.");
    }

    private string Day(string at) => L.Date(Stamp.Of(Stamp.DayOf(Stamp.Read(at))));

    /// <summary>So much of one unit, or of the agency as a whole.</summary>
    private sealed record OfUnit(string Cycle, string Agency, string Id, int Count);
}
