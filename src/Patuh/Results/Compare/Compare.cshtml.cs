using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Ui.Tags;
using Patuh.Platform.Web;
using Patuh.Results.History;
using Patuh.Results.Published;

namespace Patuh.Results.Compare;

/// <summary>Banding: two to five agencies side by side, year by year. Who is compared stands in the address.</summary>
internal sealed class CompareModel(PatuhDb db, Versioned<AgencyDirectory> directories) : PublicPage
{
    public const int Most = 5;

    public IReadOnlyList<AgencyHistory> Agencies { get; private set; } = [];

    /// <summary>What was typed into the field and fits several agencies or none.</summary>
    public string? Adding { get; private set; }

    public IReadOnlyList<Found> Candidates { get; private set; } = [];

    private ILookup<string, DirectoryEntry> known = Array.Empty<DirectoryEntry>().ToLookup(_ => "");

    /// <summary>Regencies and cities with a result, of the province whose government has none.</summary>
    public IReadOnlyList<DirectoryEntry> InsteadOf(AgencyHistory unknown) =>
        unknown.Agency.Class == "province" && unknown.Regions.LastOrDefault() is { } region ? [.. known[region.Code]] : [];

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var directory = await directories.Get(cancel);
        var ids = Request.Query["i"].OfType<string>().Where(i => i.Length > 0).Distinct().ToList();
        if (ids.Count > Most)
            return Refuse($"Paling banyak {Most} instansi dapat dibandingkan sekaligus.", $"At most {Most} agencies can be compared at once.");
        if (ids.Find(i => directory.Find(i) is null) is not null)
            return Refuse("Salah satu instansi di alamat ini tidak dikenal. Mulailah lagi dari halaman Banding.", "One of the agencies in this address is not known. Begin again on the page Compare.");
        string? adding = Request.Query["tambah"];
        if (!string.IsNullOrWhiteSpace(adding) && ids.Count < Most)
        {
            Adding = adding.Trim();
            Candidates = Adding.Length > SearchTag.Longest ? [] : directory.Search(Adding);
            var hits = Candidates.Count == 1 ? Candidates : [.. Candidates.Where(c => c.Exact)];
            if (hits.Count == 1)
                return Redirect(Address([.. ids, hits[0].Agency.Id]));
        }
        var agencies = new List<AgencyHistory>();
        foreach (var id in ids)
            agencies.Add((await AgencyHistory.Read(db, id, cancel))!);
        Agencies = agencies;
        if (agencies.Exists(a => a.Agency.Class == "province" && a.Years.All(y => y.Claims.Count == 0)))
            known = await KnownAreas(directory, cancel);
        Title = agencies.Count switch
        {
            0 => L.T("Bandingkan instansi", "Compare agencies"),
            1 => L.T($"Bandingkan {agencies[0].Agency.Name} dengan …", $"Compare {agencies[0].Agency.Name} with …"),
            _ => string.Join(", ", agencies.SkipLast(1).Select(a => a.Agency.Name)) + L.T(" dan ", " and ") + agencies[^1].Agency.Name,
        };
        return Page();
    }

    private async Task<ILookup<string, DirectoryEntry>> KnownAreas(AgencyDirectory directory, CancellationToken cancel)
    {
        var ids = await db.Set<ClaimRow>().Where(c => c.Kind == "score").Select(c => c.AgencyId).Distinct().ToListAsync(cancel);
        return ids.Select(directory.Find).OfType<DirectoryEntry>().Where(a => a.Class is "regency" or "city" && a.Regions.Length > 0)
            .OrderBy(a => a.Name, StringComparer.Ordinal).ToLookup(a => a.Regions[^1].Code[..2]);
    }

    /// <summary>Address of a comparison.</summary>
    public string Address(IEnumerable<string> ids) => L.Url("/banding?" + string.Join('&', ids.Distinct().Select(i => "i=" + Uri.EscapeDataString(i))));
}
