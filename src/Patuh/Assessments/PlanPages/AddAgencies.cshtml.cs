using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>Agencies that a cycle lacks, to be added; and those that it has without assessing them, to be put back.</summary>
[Needs(Right.CyclesWrite)]
internal sealed class AddAgenciesModel(PatuhDb db, TimeProvider time, AgencyAdding adding) : CyclePage(db, time)
{
    private Dictionary<string, InstrumentFile> methods = [];

    public IReadOnlyList<PlannedAgencyRow> Lacking { get; private set; } = [];

    public IReadOnlyList<PlannedAgencyRow> LeftOut { get; private set; } = [];

    public HashSet<string> Picked { get; private set; } = [];

    /// <summary>The class that was chosen for an organisation that has none.</summary>
    public Dictionary<string, string> TypedClass { get; } = [];

    public PlannedAgencyRow? PuttingBack { get; private set; }

    public bool MayWrite => Cycle.State != CycleState.Closed;

    public bool AsksWhy => Cycle.State == CycleState.Open;

    public string Address => Here + "/tambah-instansi";

    public static string ClassField(string agency) => "golongan-" + agency;

    public IEnumerable<AgencyClass> Classes => AgencyClasses.All.Where(c => methods.ContainsKey(c.Code));

    public bool HasMethod(PlannedAgencyRow agency) => agency.Class.Length == 0 || methods.ContainsKey(agency.Class);

    public async Task<IActionResult> OnGet(string cycle, string? kembali, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return Foreign();
        PuttingBack = MayWrite ? LeftOut.FirstOrDefault(a => a.AgencyId == kembali) : null;
        return Page();
    }

    public async Task<IActionResult> OnPost(string cycle, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !MayWrite)
            return Foreign();
        Picked = [.. Request.Form["tambah"].OfType<string>()];
        Why = (alasan ?? "").Trim();
        foreach (var agency in Lacking.Where(a => a.Class.Length == 0))
            TypedClass[agency.AgencyId] = Request.Form[ClassField(agency.AgencyId)].ToString();
        var there = await Db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle && EF.Parameter(Picked.ToList()).Contains(a.AgencyId)).Select(a => a.AgencyId).ToListAsync(cancel);
        var chosen = Lacking.Where(a => Picked.Contains(a.AgencyId)).Select(a => a.Class.Length > 0 ? a : a with { Class = TypedClass[a.AgencyId] }).ToList();
        if (Picked.Count == 0)
            Errors["tambah"] = L.T("Beri tanda pada paling sedikit satu instansi.", "Tick at least one agency.");
        else if (chosen.Count + there.Count < Picked.Count)
            Errors["tambah"] = L.T("Ada instansi yang tidak dikenal; tidak ada yang ditambahkan. Beri tanda sekali lagi.", "There is an unknown agency; nothing was added. Tick them once more.");
        foreach (var agency in chosen.Where(a => !methods.ContainsKey(a.Class)))
            Errors[Lacking.First(m => m.AgencyId == agency.AgencyId).Class.Length == 0 ? ClassField(agency.AgencyId) : "tambah"] = AgencyClasses.Find(agency.Class) is null
                ? L.T($"{agency.Name}: pilih golongannya.", $"{agency.Name}: choose its class.")
                : L.T($"{agency.Name}: golongannya belum memiliki instrumen dalam siklus ini.", $"{agency.Name}: its class has no instrument in this cycle yet.");
        if (AsksWhy || Why.Length > LongestReason)
            Reason(alasan);
        if (Errors.Count > 0)
            return Again();
        // somebody added them at the same moment
        if (chosen.Count == 0)
            return SeeOther(Address, "tetap");
        if (await adding.Add(Me, Cycle, chosen, methods, Why, cancel) is { } added)
            return SeeOther(Address, added == 0 ? "tetap" : "instansi-ditambahkan");
        return await Meanwhile(cycle, "tambah", cancel);
    }

    public async Task<IActionResult> OnPostKembalikan(string cycle, string? instansi, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel) || !MayWrite || await Db.Set<PlannedAgencyRow>().SingleOrDefaultAsync(a => a.CycleId == cycle && a.AgencyId == instansi, cancel) is not { } agency)
            return Foreign();
        if (agency.Status == AssessmentStatus.Assessed)
            return SeeOther(Address, "tetap");
        PuttingBack = agency;
        Why = (alasan ?? "").Trim();
        if ((AsksWhy || Why.Length > LongestReason) && !Reason(alasan))
            return Again();
        return await adding.PutBack(Me, Cycle, agency, Why, cancel) ? SeeOther(Address, "instansi-dikembalikan") : await Meanwhile(cycle, "alasan", cancel);
    }

    private async Task<IActionResult> Meanwhile(string cycle, string field, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return Foreign();
        Errors[field] = L.T("Siklus ini dibuka atau ditutup sejak Anda melihatnya. Tidak ada yang disimpan; periksa sekali lagi.", "This cycle was opened or closed since you looked at it. Nothing was saved; check once more.");
        return Again();
    }

    private async Task<bool> Find(string cycle, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || !May(Right.CyclesWrite, Place.National))
            return false;
        Title = L.T($"Tambah instansi: {Cycle.Title}", $"Add agencies: {Cycle.Title}");
        methods = await MethodShelf.Of(Db, cycle, cancel);
        Lacking = await AgencyAdding.Missing(Db, Cycle, cancel);
        LeftOut = await Db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle && a.Status != AssessmentStatus.Assessed).OrderBy(a => a.Name).ThenBy(a => a.AgencyId).ToListAsync(cancel);
        return true;
    }
}
