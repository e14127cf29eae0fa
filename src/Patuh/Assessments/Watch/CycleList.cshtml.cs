using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Watch;

/// <summary>The cycles, newest first; a national administrator makes a new one here.</summary>
[Needs(Right.CyclesRead, Send = Right.CyclesWrite)]
internal sealed class CycleListModel(PatuhDb db, TimeProvider time) : WorkPage
{
    public IReadOnlyList<AssessmentCycleRow> Cycles { get; private set; } = [];

    public bool MayMake => May(Right.CyclesWrite, Place.National);

    public string Year { get; private set; } = "";

    public string From { get; private set; } = "";

    public string Kind { get; private set; } = CycleKind.Real;

    public async Task OnGet(CancellationToken cancel)
    {
        await Fill(cancel);
        var next = Stamp.Today(time).Year;
        while (Cycles.Any(c => c.Year == next && c.Kind == CycleKind.Real))
            next++;
        (Year, From) = (next.ToString(CultureInfo.InvariantCulture), Cycles.FirstOrDefault(c => c.Kind == CycleKind.Real)?.Id ?? "");
    }

    public async Task<IActionResult> OnPost(string? tahun, string? dari, string? jenis, CancellationToken cancel)
    {
        await Fill(cancel);
        (Year, From, Kind) = ((tahun ?? "").Trim(), dari ?? "", jenis == CycleKind.Simulated ? CycleKind.Simulated : CycleKind.Real);
        var thisYear = Stamp.Today(time).Year;
        if (!int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 2022 || year > thisYear + 2)
            Errors["tahun"] = L.T($"Tulis tahun dari 2022 sampai {thisYear + 2}.", $"Give a year from 2022 to {thisYear + 2}.");
        else if (Cycles.FirstOrDefault(c => c.Year == year && c.Kind == Kind) is { } there)
            Errors["tahun"] = there.State == CycleState.Draft
                ? L.T($"Siklus {year} sudah ada sebagai rancangan. Bila keliru, buang dahulu rancangan itu di halamannya.", $"There is a draft of {year} already. If it is wrong, discard that draft on its page first.")
                : L.T($"Siklus {year} sudah ada.", $"There is a cycle of {year} already.");
        else if (CycleFactory.DefaultMethod(year) is null && From.Length == 0)
            Errors["tahun"] = L.T($"Tidak ada instrumen yang berlaku pada {year}. Salin dari siklus lain.", $"No instrument is in force in {year}. Copy another cycle.");
        if (From.Length > 0 && Cycles.All(c => c.Id != From))
            Errors["dari"] = L.T("Siklus itu tidak ada.", "There is no such cycle.");
        if (Errors.Count > 0)
            return Again();
        try
        {
            return SeeOther("/kerja/siklus/" + new CycleFactory(db, time).Create(By(Right.CyclesWrite, Place.National), year, Kind, From.Length == 0 ? null : From), "siklus-dibuat");
        }
        catch (DbUpdateException)
        {
            // somebody made it at the same moment
            Errors["tahun"] = L.T($"Siklus {year} baru saja dibuat orang lain; muat ulang daftar.", $"Somebody made the cycle of {year} just now; load the list again.");
            return Again();
        }
    }

    protected override string? Said(string code) => CycleWords.Done(code, L) ?? base.Said(code);

    private async Task Fill(CancellationToken cancel)
    {
        Title = L.T("Siklus penilaian", "Assessment cycles");
        var drafts = Me.HasAnywhere(Right.PlansWrite);
        Cycles = await db.Set<AssessmentCycleRow>().Where(c => drafts || c.State != CycleState.Draft).OrderByDescending(c => c.Year).ThenBy(c => c.Kind).ToListAsync(cancel);
    }
}
