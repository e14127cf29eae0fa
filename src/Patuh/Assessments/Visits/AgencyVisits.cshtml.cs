using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits;

/// <summary>The visits of one agency: planned together in one form, moved, cancelled, and recorded one by one.</summary>
[Needs(Right.CyclesRead, Send = Right.PlansWrite)]
internal sealed class AgencyVisitsModel(PatuhDb db, TimeProvider time, VisitPlans plans) : AgencyVisitPage(db, time)
{
    /// <summary>Units that were chosen and have no visit yet.</summary>
    public IReadOnlyList<AssessmentRow> Without { get; private set; } = [];

    public int NotChosen { get; private set; }

    public ILookup<string, Clash> Found { get; private set; } = Array.Empty<(string, Clash)>().ToLookup(f => f.Item1, f => f.Item2);

    /// <summary>The visit that is looked at.</summary>
    public VisitLine? Picked { get; private set; }

    public string TypedTeam { get; private set; } = "";

    /// <summary>The team that the visit is moved to.</summary>
    public string MovesTo { get; private set; } = "";

    /// <summary>Teams that the visit can be moved to; its own stays, also where that has ended.</summary>
    public IEnumerable<VisitTeamRow> Moving => TeamRows.Where(t => t.EndedAt is null || t.Id == Picked?.Visit.TeamId);

    public string From { get; private set; } = "";

    public Dictionary<string, (string Day, string Starts)> Typed { get; } = [];

    public string TypedDay { get; private set; } = "";

    public string TypedStarts { get; private set; } = "";

    public string TypedState { get; private set; } = "";

    public async Task<IActionResult> OnGet(string cycle, string agency, string? kunjungan, string? tim, string? mulai, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel))
            return Foreign();
        TypedTeam = Planning.FirstOrDefault(t => t.Id == tim)?.Id ?? Planning.FirstOrDefault(t => Visits.Any(v => v.Standing && v.Visit.TeamId == t.Id))?.Id ?? Planning.FirstOrDefault()?.Id ?? "";
        (MovesTo, TypedDay, TypedStarts) = (Picked?.Visit.TeamId ?? "", Picked?.Visit.Day ?? "", Picked?.Visit.Starts ?? "");
        var from = First(mulai);
        From = Stamp.Of(from);
        if (!MayPlan || TypedTeam.Length == 0)
            return Page();
        var slots = await Free(TypedTeam, Without.Count, from, cancel);
        for (var i = 0; i < Without.Count; i++)
            Typed[Without[i].Id] = i < slots.Count ? slots[i] : ("", VisitHints.Current.Begins[0]);
        return Page();
    }

    public async Task<IActionResult> OnPostRencana(string cycle, string agency, string? tim, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, null, cancel) || !MayPlan)
            return Foreign();
        TypedTeam = tim ?? "";
        var visits = new List<NewVisit>();
        foreach (var unit in Without)
        {
            var (day, starts) = Typed[unit.Id] = (Request.Form["hari-" + unit.Id].ToString().Trim(), Request.Form["jam-" + unit.Id].ToString().Trim());
            if (day.Length == 0)
                continue;
            Check(day, starts, "-" + unit.Id, unit.Name + ": ");
            visits.Add(new NewVisit(unit, day, starts));
        }
        if (Planning.FirstOrDefault(t => t.Id == TypedTeam) is not { } team)
            Errors["tim"] = L.T("Pilih tim.", "Choose a team.");
        else if (visits.Count == 0)
            Errors["tim"] = L.T("Isi hari sedikitnya satu unit.", "Give the day of at least one unit.");
        else if (Errors.Count == 0 && !await plans.Plan(Me, team, visits, cancel))
            Errors["tim"] = PlannedMeanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "kunjungan-direncanakan");
    }

    public async Task<IActionResult> OnPostPindah(string cycle, string agency, string? kunjungan, string? tim, string? hari, string? jam, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel) || !MayPlan || Picked is not { Ahead: true } picked)
            return Foreign();
        (MovesTo, TypedDay, TypedStarts) = (tim ?? "", (hari ?? "").Trim(), (jam ?? "").Trim());
        Check(TypedDay, TypedStarts, "", "");
        if (Moving.All(t => t.Id != MovesTo))
            Errors["tim-pindah"] = L.T("Pilih tim.", "Choose a team.");
        if (Errors.Count == 0 && (TypedDay, TypedStarts, MovesTo) == (picked.Visit.Day, picked.Visit.Starts, picked.Visit.TeamId))
            return SeeOther(Address, "tetap");
        if (Errors.Count == 0 && !await plans.Move(Me, Agency, picked.Visit, MovesTo, TypedDay, TypedStarts, cancel))
            Errors["hari"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "kunjungan-dipindah");
    }

    /// <summary>What became of it, or that it is called off.</summary>
    public async Task<IActionResult> OnPostCatat(string cycle, string agency, string? kunjungan, string? keadaan, string? alasan, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel) || !MayPlan || Picked is not { Ahead: true } picked)
            return Foreign();
        (MovesTo, TypedDay, TypedStarts, TypedState, Why) = (picked.Visit.TeamId, picked.Visit.Day, picked.Visit.Starts, keadaan ?? "", (alasan ?? "").Trim());
        if (!VisitState.Next(picked.Visit.State).Contains(TypedState))
            Errors["keadaan"] = L.T("Pilih keadaannya.", "Choose its state.");
        else if (TypedState == VisitState.Done && string.CompareOrdinal(Today, picked.Visit.Day) < 0)
            Errors["keadaan"] = L.T("Kunjungan ini belum sampai harinya. Pindahkan dahulu bila sudah berlangsung lebih awal.", "The day of this visit has not come. Move it first where it took place earlier.");
        else if (VisitState.NeedsReason(TypedState))
            Reason(alasan);
        if (Errors.Count == 0 && !await plans.Record(Me, Cycle, Agency, picked, TypedState, VisitState.NeedsReason(TypedState) ? Why : null, cancel))
            Errors["keadaan"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, TypedState == VisitState.Cancelled ? "kunjungan-dibatalkan" : "kunjungan-dicatat");
    }

    /// <summary>An end that was recorded wrongly is taken back.</summary>
    public async Task<IActionResult> OnPostBetulkan(string cycle, string agency, string? kunjungan, string? alasan, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel) || !MayPlan || Picked is not { Correctable: true } picked)
            return Foreign();
        if (Reason(alasan) && Visits.FirstOrDefault(v => v.Unit.Id == picked.Unit.Id && v.Visit.Id != picked.Visit.Id && v.Standing) is { } other)
            Errors["alasan"] = L.T($"Unit ini sudah punya kunjungan lain pada {VisitWords.Day(other.Visit.Day, L)}. Batalkan atau betulkan dahulu yang itu.", $"This unit has another visit on {VisitWords.Day(other.Visit.Day, L)}. Cancel that one or put it right first.");
        if (Errors.Count == 0 && !await plans.Correct(Me, Cycle, Agency, picked, Why, cancel))
            Errors["alasan"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther($"{Address}?kunjungan={picked.Visit.Id}", "kunjungan-dibetulkan");
    }

    private string Meanwhile => L.T("Sementara itu orang lain sudah mengubah kunjungan ini; muat ulang halaman ini.", "Somebody else has changed this visit meanwhile; reload this page.");

    private async Task<bool> Prepare(string cycle, string agency, string? visit, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel))
            return false;
        Picked = Visits.FirstOrDefault(v => v.Visit.Id == visit);
        if (!IsAgency)
        {
            // the same teams may be elsewhere on these days
            var (teams, days) = (Visits.Where(v => v.Standing).Select(v => v.Visit.TeamId).Distinct().ToList(), Visits.Where(v => v.Standing).Select(v => v.Visit.Day).Distinct().ToList());
            var elsewhere = teams.Count == 0 ? [] : await (from v in Db.Set<VisitRow>() where v.CycleId == cycle && teams.Contains(v.TeamId) && days.Contains(v.Day) join a in Db.Set<AssessmentRow>() on v.AssessmentId equals a.Id where a.AgencyId != agency select new { v, a }).ToListAsync(cancel);
            Found = Clashes.Of([.. Visits, .. elsewhere.Select(e => new VisitLine(e.v, e.a, "", ""))], Collection, VisitHints.Current);
        }
        if (!MayPlan)
            return true;
        var units = UnitsOf(null).Where(a => a.AgencyId == agency);
        Without = await Unplanned(units).OrderBy(a => a.Position).ToListAsync(cancel);
        NotChosen = await units.CountAsync(a => !a.Chosen && a.Status == AssessmentStatus.Assessed, cancel);
        return true;
    }
}
