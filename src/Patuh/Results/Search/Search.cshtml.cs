using Microsoft.AspNetCore.Mvc;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Platform.Ui;
using Patuh.Platform.Ui.Tags;
using Patuh.Platform.Web;

namespace Patuh.Results.Search;

/// <summary>Cari: agencies and provinces by any of their names. One exact hit leads straight to its page.</summary>
internal sealed class SearchModel(Versioned<AgencyDirectory> directories) : LocalPage
{
    public string Query { get; private set; } = "";

    public IReadOnlyList<Found> Found { get; private set; } = [];

    public AgencyDirectory Directory { get; private set; } = null!;

    /// <summary>The class that was asked for and has nothing of that name here.</summary>
    public AgencyClass? MeantClass { get; private set; }

    public bool TooLong { get; private set; }

    /// <summary>Whoever asks for the practice area gets it.</summary>
    public bool AsksForPractice => NameKey.Words(Query).Any(w => w is "latihan" or "simulasi" or "practice" or "simulation");

    public async Task<IActionResult> OnGet(string? q, CancellationToken cancel)
    {
        Query = (q ?? "").Trim();
        Directory = await directories.Get(cancel);
        if (Query.Length > SearchTag.Longest)
        {
            (Query, TooLong, Response.StatusCode) = ("", true, StatusCodes.Status400BadRequest);
            Title = L.T("Terlalu panjang untuk dicari", "Too long to search for");
            return Page();
        }
        Found = Directory.Search(Query);
        if (Found.Count(f => f.Exact) == 1 && Found[0].Exact)
            // a province is more than its government: its page shows both
            return Redirect(L.Url(Directory.Provinces.FirstOrDefault(p => p.AgencyId == Found[0].Agency.Id) is { } province ? "/provinsi/" + province.Slug : "/instansi/" + Found[0].Agency.Id));
        MeantClass = AgencySearch.MeantClass(Query) is { } meant && !Found.Any(f => f.Agency.Class == meant) ? AgencyClasses.Find(meant) : null;
        Title = Query.Length == 0 ? L.T("Cari instansi atau provinsi", "Find an agency or province")
            : Found.Count == 0 ? L.T($"Tidak ada yang cocok dengan “{Query}”", $"Nothing fits “{Query}”")
            : L.T($"{Found.Count} hasil untuk “{Query}”", $"{Found.Count} found for “{Query}”");
        return Page();
    }
}
