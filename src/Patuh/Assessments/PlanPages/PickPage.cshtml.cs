using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>Agencies of a draft, ticked one by one: those are assessed, or not, with a reason.</summary>
[Needs(Right.CyclesWrite)]
internal sealed class PickPageModel(PatuhDb db, TimeProvider time, AgencyChoice choices) : CyclePage(db, time)
{
    private IReadOnlyList<PlannedAgencyRow> all = [];

    public PickSlice Slice { get; private set; } = PickSlice.None;

    public IReadOnlyList<AgencyClass> Classes { get; private set; } = [];

    public IReadOnlyList<(string Id, string Name)> Offices { get; private set; } = [];

    public HashSet<string> Picked { get; private set; } = [];

    public string Search { get; private set; } = "";

    public string ClassFilter { get; private set; } = "";

    public string Office { get; private set; } = "";

    public string State { get; private set; } = "";

    public bool MayWrite => Cycle.State == CycleState.Draft;

    public string Address => Here + "/sampel/pilih";

    /// <summary>This page with its filters.</summary>
    public string Filtered => $"{Address}?q={Uri.EscapeDataString(Search)}&golongan={ClassFilter}&kantor={Office}&keadaan={State}";

    public async Task<IActionResult> OnGet(string cycle, CancellationToken cancel) => await Find(cycle, cancel) ? Page() : Foreign();

    /// <summary>Saves what is ticked, here and on other pages; without <paramref name="jadi"/> another page is only looked at.</summary>
    public async Task<IActionResult> OnPost(string cycle, string? jadi, string? hal, string? alasan, string? revisi, CancellationToken cancel)
    {
        Picked = [.. Request.Form["pilih"].OfType<string>()];
        Why = (alasan ?? "").Trim();
        if (!await Find(cycle, cancel))
            return Foreign();
        if (jadi is null && hal is not null)
            return Page();
        var known = all.Select(a => a.AgencyId).ToHashSet();
        if (!MayWrite)
            Errors["pilih"] = PlanWords.Opened(L);
        else if (Picked.Count == 0)
            Errors["pilih"] = L.T("Beri tanda pada paling sedikit satu instansi.", "Tick at least one agency.");
        else if (!Picked.IsSubsetOf(known))
            Errors["pilih"] = L.T("Ada instansi yang tidak termasuk siklus ini; tidak ada yang disimpan. Beri tanda sekali lagi.", "There is an agency that is not in this cycle; nothing was saved. Tick them once more.");
        else if (jadi is not (AssessmentStatus.Assessed or AssessmentStatus.NotAssessed))
            Errors["pilih"] = L.T("Pilih dinilai atau tidak dinilai.", "Choose assessed or not assessed.");
        else if (jadi == AssessmentStatus.NotAssessed)
            Reason(alasan);
        if (Errors.Count > 0)
            return Again();
        var chosen = all.Where(a => Picked.Contains(a.AgencyId) ? jadi == AssessmentStatus.Assessed : a.Status == AssessmentStatus.Assessed).Select(a => a.AgencyId).ToHashSet();
        var revision = int.TryParse(revisi, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        switch (await choices.Pick(Me, Cycle, new SampleChoice(all, chosen), Why, revision, cancel))
        {
            case PlanFate.Done:
                return SeeOther(Filtered, "sampel-disimpan");
            case PlanFate.Same:
                return SeeOther(Filtered, "tetap");
            case var fate:
                if (!await Find(cycle, cancel))
                    return Foreign();
                Errors["pilih"] = fate == PlanFate.Opened ? PlanWords.Opened(L) : PlanWords.Changed(L);
                return Again();
        }
    }

    private async Task<bool> Find(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || !May(Right.CyclesWrite, Place.National))
            return false;
        Title = L.T($"Pilih instansi satu per satu: {Cycle.Title}", $"Choose agencies one by one: {Cycle.Title}");
        all = await Db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle).OrderBy(a => a.Name).ThenBy(a => a.AgencyId).ToListAsync(cancel);
        Classes = [.. AgencyClasses.All.Where(c => all.Any(a => a.Class == c.Code))];
        Offices = [.. all.Select(a => a.OfficeId).OfType<string>().Distinct().Select(o => (o, NameOfOffice(o))).OrderBy(o => o.Item2, StringComparer.Ordinal)];
        Search = Typed("q").Trim() is { Length: <= 100 } text ? text : "";
        ClassFilter = Classes.FirstOrDefault(c => c.Code == Typed("golongan"))?.Code ?? "";
        Office = Typed("kantor") == "pusat" ? "pusat" : Offices.FirstOrDefault(o => o.Id == Typed("kantor")).Id ?? "";
        State = Typed("keadaan") is AssessmentStatus.Assessed or AssessmentStatus.NotAssessed ? Typed("keadaan") : "";
        List<PlannedAgencyRow> lines = [.. all.Where(a => (ClassFilter.Length == 0 || a.Class == ClassFilter) && (Office.Length == 0 || (Office == "pusat" ? a.OfficeId is null : a.OfficeId == Office))
            && (State.Length == 0 || a.Status == State) && a.Name.Contains(Search, StringComparison.OrdinalIgnoreCase))];
        Slice = PickSlice.Of(lines, Picked, int.TryParse(Typed("hal"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) || int.TryParse(Typed("halaman"), NumberStyles.None, CultureInfo.InvariantCulture, out page) ? page : 1);
        return true;
    }

    /// <summary>Filters stand in the address at first, and travel in the form afterwards.</summary>
    private string Typed(string name) => (HttpMethods.IsPost(Request.Method) ? Request.Form[name] : Request.Query[name]).ToString();
}
