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

namespace Patuh.Assessments.PlanPages;

/// <summary>Agencies that a cycle lacks, to be added; and those that it has without assessing them, to be put back.</summary>
[Needs(Right.CyclesWrite)]
internal sealed class AddAgenciesModel(PatuhDb db, TimeProvider time, AgencyAdding adding) : CyclePage(db, time)
{
    private const string LeftOutList = "tidak-dinilai";

    private Dictionary<string, InstrumentFile> methods = [];

    public IReadOnlyList<PlannedAgencyRow> Lacking { get; private set; } = [];

    /// <summary>A page of those that it lacks.</summary>
    public PickSlice Slice { get; private set; } = PickSlice.None;

    /// <summary>How many are in the cycle without being assessed; a page of them where they are asked for.</summary>
    public int LeftOutCount { get; private set; }

    public IReadOnlyList<PlannedAgencyRow> LeftOut { get; private set; } = [];

    /// <summary>The list of those not assessed is looked at, not that of those to add.</summary>
    public bool ListsLeftOut { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => (LeftOutCount + PickSlice.PageSize - 1) / PickSlice.PageSize;

    public string Search { get; private set; } = "";

    public HashSet<string> Picked { get; private set; } = [];

    /// <summary>The class that was chosen for an organisation that has none.</summary>
    public Dictionary<string, string> TypedClass { get; } = [];

    public PlannedAgencyRow? PuttingBack { get; private set; }

    public bool MayWrite => Cycle.State != CycleState.Closed;

    public bool AsksWhy => Cycle.State == CycleState.Open;

    public string Address => Here + "/tambah-instansi";

    public string LeftOutAddress => Address + "?daftar=" + LeftOutList;

    public string LeftOutQuery(int page) => $"{LeftOutAddress}&q={Uri.EscapeDataString(Search)}&hal={page}";

    /// <summary>Classes chosen for those that are not on this page.</summary>
    public IEnumerable<KeyValuePair<string, string>> TypedElsewhere => TypedClass.Where(t => t.Value.Length > 0 && Slice.Lines.All(l => l.AgencyId != t.Key));

    public static string ClassField(string agency) => "golongan-" + agency;

    public IEnumerable<AgencyClass> Classes => AgencyClasses.All.Where(c => methods.ContainsKey(c.Code));

    public bool HasMethod(PlannedAgencyRow agency) => agency.Class.Length == 0 || methods.ContainsKey(agency.Class);

    public async Task<IActionResult> OnGet(string cycle, string? kembali, CancellationToken cancel)
    {
        ListsLeftOut = kembali is not null || Request.Query["daftar"] == LeftOutList;
        if (!await Find(cycle, cancel))
            return Foreign();
        PuttingBack = MayWrite && kembali is not null ? await Db.Set<PlannedAgencyRow>().SingleOrDefaultAsync(a => a.CycleId == cycle && a.AgencyId == kembali && a.Status != AssessmentStatus.Assessed, cancel) : null;
        return Page();
    }

    /// <summary>Adds what is ticked, here and on other pages; with <paramref name="hal"/> another page is only looked at.</summary>
    public async Task<IActionResult> OnPost(string cycle, string? hal, string? alasan, CancellationToken cancel)
    {
        Picked = [.. Request.Form["tambah"].OfType<string>()];
        Why = (alasan ?? "").Trim();
        if (!await Find(cycle, cancel) || !MayWrite)
            return Foreign();
        if (hal is not null)
            return Page();
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
        (PuttingBack, ListsLeftOut) = (agency, true);
        await FillLeftOut(cycle, cancel);
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
        Search = Typed("q").Trim() is { Length: <= 100 } text ? text : "";
        Lacking = await AgencyAdding.Missing(Db, Cycle, cancel);
        if (HttpMethods.IsPost(Request.Method))
            foreach (var agency in Lacking.Where(a => a.Class.Length == 0))
                TypedClass[agency.AgencyId] = Typed(ClassField(agency.AgencyId));
        Slice = PickSlice.Of([.. Lacking.Where(a => a.Name.Contains(Search, StringComparison.OrdinalIgnoreCase))], Picked, Asked());
        await FillLeftOut(cycle, cancel);
        return true;
    }

    private async Task FillLeftOut(string cycle, CancellationToken cancel)
    {
        var (left, part) = (Db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle && a.Status != AssessmentStatus.Assessed), ListsLeftOut ? Search.ToUpperInvariant() : "");
        left = left.Where(a => part == "" || a.Name.ToUpper().Contains(part));
        LeftOutCount = await left.CountAsync(cancel);
        Number = Math.Clamp(Asked(), 1, Math.Max(1, Pages));
        if (ListsLeftOut)
            LeftOut = await left.OrderBy(a => a.Name).ThenBy(a => a.AgencyId).Skip((Number - 1) * PickSlice.PageSize).Take(PickSlice.PageSize).ToListAsync(cancel);
    }

    private int Asked() => int.TryParse(Typed("hal"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) || int.TryParse(Typed("halaman"), NumberStyles.None, CultureInfo.InvariantCulture, out page) ? page : 1;

    private string Typed(string name) => (HttpMethods.IsPost(Request.Method) ? Request.Form[name] : Request.Query[name]).ToString();
}
