using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Watch;

/// <summary>A cycle: how far it is, by office and dimension; its stages; and, for a draft, what is still to be planned before it is opened.</summary>
[Needs(Right.CyclesRead, Send = Right.CyclesWrite)]
internal sealed class CycleHomeModel(PatuhDb db, TimeProvider time, CycleOpening opening) : CyclePage(db, time)
{
    public IReadOnlyList<ProgressLine> Offices { get; private set; } = [];

    public ProgressLine All { get; private set; } = null!;

    /// <summary>Dimensions of the methods in use, by code; classes with another method may have others.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; private set; } = [];

    public IReadOnlyList<(CycleMethodRow Method, LocalText Title, Basis Basis)> Methods { get; private set; } = [];

    public PlanGaps? Gaps { get; private set; }

    public bool MayOpen => Cycle.State == CycleState.Draft && May(Right.CyclesWrite, Place.National);

    /// <summary>To close it, or to reopen it.</summary>
    public bool MayEnd => Cycle.State != CycleState.Draft && May(Right.CyclesWrite, Place.National);

    public bool MayWrite => Cycle.State != CycleState.Closed && May(Right.CyclesWrite, Place.National);

    public bool Asking { get; private set; }

    /// <summary>Units out of one agency alone are listed by the agency's page.</summary>
    public bool IsAgency => Reach.Assessed.Empty;

    public async Task<IActionResult> OnGet(string cycle, bool buka, string? jenis, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Choose(jenis);
        Asking = buka && MayOpen;
        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostBuka(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || !MayOpen)
            return Foreign();
        await opening.Open(By(Right.CyclesWrite, Place.National), cycle, cancel);
        return SeeOther(Here, "siklus-dibuka");
    }

    private async Task Fill(CancellationToken cancel)
    {
        Title = Cycle.Title;
        Offices = await ProgressQuery.ByOffice(Db, Cycle.Id, Reach, cancel);
        All = ProgressQuery.Sum(Offices, L.T("Semua", "All"));
        var methods = await (from m in Db.Set<CycleMethodRow>() where m.CycleId == Cycle.Id join i in Db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version } select new { m, i.Hash }).ToListAsync(cancel);
        var files = new Dictionary<string, InstrumentFile>();
        foreach (var method in methods.DistinctBy(m => m.Hash))
            files[method.Hash] = await Answers.Methods.Of(Db, method.Hash, method.m.InstrumentId, method.m.InstrumentVersion, cancel);
        Methods = [.. methods.OrderBy(m => m.m.Class, StringComparer.Ordinal).Select(m => (m.m, files[m.Hash].Instrument.Title, files[m.Hash].Instrument.Provenance.Basis))];
        Dimensions = [.. files.Values.SelectMany(f => f.Instrument.Dimensions).DistinctBy(d => d.Code).Where(d => All.Parts.ContainsKey(d.Code))];
        if (Me.HasAnywhere(Right.PlansWrite))
            Gaps = await PlanGaps.Of(Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == Cycle.Id && a.Level == AssessmentLevel.Unit), Db, cancel);
    }
}
