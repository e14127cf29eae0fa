using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Assessments.Cycles;
using Patuh.Platform.Data;
using Patuh.Platform.Ui.Tags;
using Patuh.Results.Compare;

namespace Patuh.Results.Practice;

/// <summary>Two to five agencies of a simulated cycle side by side, dimension by dimension.</summary>
internal sealed class PracticeCompareModel(PatuhDb db) : PracticePage(db)
{
    private const int MostOffered = 12;

    public IReadOnlyList<CycleAgencyRow> Agencies { get; private set; } = [];

    /// <summary>What was typed and fits several agencies or none.</summary>
    public string? Adding { get; private set; }

    public IReadOnlyList<CycleAgencyRow> Candidates { get; private set; } = [];

    public async Task<IActionResult> OnGet(int cycle, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return NoCycle();
        var codes = Request.Query["i"].OfType<string>().Where(i => i.Length > 0).Distinct().ToList();
        if (codes.Count > CompareModel.Most)
            return Refuse($"Paling banyak {CompareModel.Most} instansi dapat dibandingkan sekaligus.", $"At most {CompareModel.Most} agencies can be compared at once.");
        var rows = await Db.Set<CycleAgencyRow>().Where(a => a.CycleId == cycle && codes.Contains(a.Code)).ToListAsync(cancel);
        if (rows.Count < codes.Count)
            return Refuse("Salah satu instansi di alamat ini tidak ada dalam siklus ini.", "One of the agencies in this address is not in this cycle.");
        if (Request.Query["tambah"].ToString().Trim() is { Length: > 0 and <= SearchTag.Longest } adding && codes.Count < CompareModel.Most)
        {
            Adding = adding;
            // names of a cycle are few: they are compared here as everywhere, without marks and spaces
            var key = NameKey.Of(adding);
            var all = await Db.Set<CycleAgencyRow>().Where(a => a.CycleId == cycle && !codes.Contains(a.Code)).OrderBy(a => a.Number).ToListAsync(cancel);
            Candidates = [.. all.Where(a => a.Code == adding || NameKey.Of(a.Name) == key)];
            if (Candidates.Count != 1)
                Candidates = [.. all.Where(a => key.Length > 0 && NameKey.Of(a.Name).Contains(key, StringComparison.Ordinal)).Take(MostOffered)];
            if (Candidates.Count == 1)
                return Redirect(Address([.. codes, Candidates[0].Code]));
        }
        Agencies = [.. codes.Select(c => rows.First(r => r.Code == c))];
        Title = Agencies.Count < 2 ? L.T("Bandingkan instansi simulasi", "Compare simulated agencies")
            : L.T("Simulasi, ", "Simulation, ") + string.Join(", ", Agencies.SkipLast(1).Select(a => a.Name)) + L.T(" dan ", " and ") + Agencies[^1].Name;
        return Page();
    }

    public string Address(IEnumerable<string> codes) => L.Url($"/latihan/{Cycle.Id}/banding?" + string.Join('&', codes.Distinct().Select(i => "i=" + Uri.EscapeDataString(i))));
}
