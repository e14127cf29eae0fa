using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.PlanPages;

/// <summary>A class of agencies with its method and what is chosen for it.</summary>
internal sealed record ClassLine(AgencyClass Class, InstrumentFile? Now, int Agencies, int Units, IReadOnlyList<InstrumentFile> Choices);

/// <summary>The frozen instrument of each class; in a draft another may be chosen, after a look at what that changes.</summary>
[Needs(Right.CyclesRead, Send = Right.CyclesWrite)]
internal sealed class InstrumentsPageModel(PatuhDb db, TimeProvider time, ClassMethods methods) : CyclePage(db, time)
{
    private Dictionary<string, InstrumentFile> now = [];

    public IReadOnlyList<ClassLine> Lines { get; private set; } = [];

    /// <summary>What is chosen, by class, as typed.</summary>
    public Dictionary<string, string> Typed { get; private set; } = [];

    public IReadOnlyList<MethodEffect>? Effects { get; private set; }

    public bool MayPlan => May(Right.CyclesWrite, Place.National);

    public bool MayWrite => MayPlan && Cycle.State == CycleState.Draft;

    public string Address => Here + "/instrumen";

    public static string Field(string agencyClass) => "kelas-" + agencyClass;

    public string Called(InstrumentFile file) => $"{L.T(file.Instrument.Title)} {L.T($"versi {file.Instrument.Version}", $"version {file.Instrument.Version}")}";

    public static bool Illustrative(InstrumentFile file) => file.Instrument.Provenance.Basis != Basis.Official;

    public async Task<IActionResult> OnGet(string cycle, string? periksa, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return Foreign();
        if (periksa != "ya" || !MayWrite)
            return Page();
        var chosen = Chosen(name => Request.Query[name].ToString());
        if (Errors.Count > 0)
            return Again();
        Effects = await methods.Look(Cycle, now, chosen, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string cycle, string? revisi, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !MayPlan)
            return Foreign();
        var chosen = Chosen(name => Request.Form[name].ToString());
        if (Cycle.State != CycleState.Draft)
            Errors["instrumen"] = PlanWords.Opened(L);
        if (Errors.Count > 0)
            return Again();
        if (chosen.Count == 0)
            return SeeOther(Address, "tetap");
        var revision = int.TryParse(revisi, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (await methods.Change(Me, Cycle, now, chosen, revision, cancel) is var fate and not PlanFate.Done)
        {
            Errors["instrumen"] = fate == PlanFate.Opened ? PlanWords.Opened(L) : PlanWords.Changed(L);
            if (!await Find(cycle, cancel))
                return Foreign();
            chosen = Chosen(name => Request.Form[name].ToString());
            Effects = MayWrite ? await methods.Look(Cycle, now, chosen, cancel) : null;
            return Again();
        }
        return SeeOther(Address, "instrumen-diganti");
    }

    /// <summary>What is chosen and is another than now.</summary>
    private Dictionary<string, InstrumentFile> Chosen(Func<string, string> typed)
    {
        var chosen = new Dictionary<string, InstrumentFile>();
        foreach (var line in Lines)
        {
            var name = Field(line.Class.Code);
            var key = Typed[line.Class.Code] = typed(name);
            var file = line.Choices.FirstOrDefault(c => MethodShelf.Key(c) == key);
            if (file is null && key.Length > 0)
                Errors[name] = L.T($"{L.T(line.Class.Name)}: pilih instrumen dari daftar.", $"{L.T(line.Class.Name)}: choose an instrument of the list.");
            else if (file is not null && file.Hash != line.Now?.Hash)
                chosen[line.Class.Code] = file;
        }
        return chosen;
    }

    private async Task<bool> Find(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return false;
        Title = L.T($"Instrumen: {Cycle.Title}", $"Instruments: {Cycle.Title}");
        now = await MethodShelf.Of(Db, cycle, cancel);
        var fitting = MayWrite ? await MethodShelf.Fitting(Db, Cycle.Year, cancel) : [];
        var agencies = await Db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle).GroupBy(a => a.Class).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var units = await (from a in Db.Set<AssessmentRow>()
                           where a.CycleId == cycle && a.Level == AssessmentLevel.Unit
                           join p in Db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
                           group a by p.Class into g
                           select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        Lines = [.. AgencyClasses.All.Select(c => (Class: c, Now: now.GetValueOrDefault(c.Code)))
            .Select(c => new ClassLine(c.Class, c.Now, agencies.GetValueOrDefault(c.Class.Code), units.GetValueOrDefault(c.Class.Code), [.. fitting.Concat(c.Now is null ? [] : [c.Now]).DistinctBy(MethodShelf.Key)]))];
        Typed = Lines.ToDictionary(l => l.Class.Code, l => l.Now is null ? "" : MethodShelf.Key(l.Now));
        return true;
    }
}
