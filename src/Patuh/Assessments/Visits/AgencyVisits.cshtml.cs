using System.Globalization;
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

    public string From { get; private set; } = "";

    public Dictionary<string, (string Day, string Starts)> Typed { get; } = [];

    public string TypedDay { get; private set; } = "";

    public string TypedStarts { get; private set; } = "";

    public string TypedState { get; private set; } = "";

    public async Task<IActionResult> OnGet(string cycle, string agency, string? kunjungan, string? tim, string? mulai, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel))
            return Foreign();
        TypedTeam = TeamRows.FirstOrDefault(t => t.Id == tim)?.Id ?? Picked?.Visit.TeamId ?? Visits.Where(v => v.Standing).Select(v => v.Visit.TeamId).LastOrDefault() ?? TeamRows.FirstOrDefault()?.Id ?? "";
        (TypedDay, TypedStarts) = (Picked?.Visit.Day ?? "", Picked?.Visit.Starts ?? "");
        var tomorrow = Stamp.Today(Time).AddDays(1);
        var from = Stamp.ReadDay(mulai) ?? (Stamp.ReadDay(Collection?.BeginsOn) is { } begins && begins > tomorrow ? begins : tomorrow);
        From = Stamp.Of(from);
        if (!MayPlan || TypedTeam.Length == 0)
            return Page();
        var team = TypedTeam;
        var taken = (await Db.Set<VisitRow>().Where(v => v.CycleId == cycle && v.TeamId == team && VisitState.Standing.Contains(v.State)).Select(v => new { v.Day, v.Starts }).ToListAsync(cancel)).Select(v => (v.Day, v.Starts)).ToHashSet();
        var slots = Slots.Propose(Without.Count, from, Collection, taken, VisitHints.Current);
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
        if (TeamRows.FirstOrDefault(t => t.Id == TypedTeam && t.OfficeId == OfficeId) is not { } team)
            Errors["tim"] = L.T("Pilih tim.", "Choose a team.");
        else if (visits.Count == 0)
            Errors["tim"] = L.T("Isi hari sedikitnya satu unit.", "Give the day of at least one unit.");
        else if (Errors.Count == 0)
        {
            await plans.Plan(Me, Agency, team, visits, cancel);
            return SeeOther(Address, "kunjungan-direncanakan");
        }
        return Again();
    }

    public async Task<IActionResult> OnPostPindah(string cycle, string agency, string? kunjungan, string? tim, string? hari, string? jam, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel) || !MayPlan || Picked is not { Ahead: true } picked)
            return Foreign();
        (TypedTeam, TypedDay, TypedStarts) = (tim ?? "", (hari ?? "").Trim(), (jam ?? "").Trim());
        Check(TypedDay, TypedStarts, "", "");
        if (TeamRows.All(t => t.Id != TypedTeam))
            Errors["tim"] = L.T("Pilih tim.", "Choose a team.");
        if (Errors.Count == 0 && (TypedDay, TypedStarts, TypedTeam) == (picked.Visit.Day, picked.Visit.Starts, picked.Visit.TeamId))
            return SeeOther(Address, "tetap");
        if (Errors.Count == 0 && !await plans.Move(Me, Agency, picked.Visit, TypedTeam, TypedDay, TypedStarts, cancel))
            Errors["hari"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "kunjungan-dipindah");
    }

    /// <summary>What became of it, or that it is called off.</summary>
    public async Task<IActionResult> OnPostCatat(string cycle, string agency, string? kunjungan, string? keadaan, string? alasan, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, kunjungan, cancel) || !MayPlan || Picked is not { Ahead: true } picked)
            return Foreign();
        (TypedTeam, TypedDay, TypedStarts, TypedState, Why) = (picked.Visit.TeamId, picked.Visit.Day, picked.Visit.Starts, keadaan ?? "", (alasan ?? "").Trim());
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

    private string Meanwhile => L.T("Sementara itu orang lain sudah mengubah kunjungan ini; muat ulang halaman ini.", "Somebody else has changed this visit meanwhile; reload this page.");

    /// <summary>Only what cannot be is refused: the rest is warned of, once it is planned.</summary>
    private void Check(string day, string starts, string field, string before)
    {
        if (Stamp.ReadDay(day) is null)
            Errors["hari" + field] = before + L.T("tulis hari sebagai tttt-bb-hh, misalnya 2024-07-15.", "give the day as yyyy-mm-dd, such as 2024-07-15.");
        else if (!Clashes.Within(Collection, day))
            Errors["hari" + field] = before + (Collection is { } stage
                ? L.T($"hari di luar tahap pengambilan data ({L.Date(stage.BeginsOn)} – {L.Date(stage.EndsOn)}).", $"the day is outside the stage of data collection ({L.Date(stage.BeginsOn)} – {L.Date(stage.EndsOn)}).")
                : L.T("siklus ini tidak punya tahap pengambilan data.", "this cycle has no stage of data collection."));
        if (!TimeOnly.TryParseExact(starts, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Errors["jam" + field] = before + L.T("tulis jam sebagai jj:mm, misalnya 09:00.", "give the time as hh:mm, such as 09:00.");
    }

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
