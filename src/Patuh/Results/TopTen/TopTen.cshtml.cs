using Microsoft.AspNetCore.Mvc;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Ranking;

namespace Patuh.Results.TopTen;

/// <summary>Sepuluh besar of one list, on one sheet for an award day.</summary>
internal sealed class TopTenModel(Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years) : PublicPage
{
    public RankingList List { get; private set; } = null!;

    public TopTenList? Ten { get; private set; }

    public AgencyDirectory Directory { get; private set; } = null!;

    public async Task<IActionResult> OnGet(int year, string scope, CancellationToken cancel)
    {
        if (RankingScope.Find(scope) is not { } found || !AssessmentYears.HasMethod(year))
            return Missing("Daftar itu tidak ada. Pilih tahun dan golongan di halaman Sepuluh besar.", "There is no such list. Choose a year and class on the page Top ten.");
        Directory = await directories.Get(cancel);
        string? code = Request.Query["provinsi"];
        var province = string.IsNullOrEmpty(code) ? null : Directory.Province(code);
        if (!string.IsNullOrEmpty(code) && province is null)
            return Refuse("Kode provinsi di alamat ini tidak dikenal.", "The province code in this address is not known.");
        List = RankingList.From(await years.Get(year, cancel), Directory, found, province);
        Ten = TopTenList.Of(List, Directory);
        var where = province is null ? L.T("se-Indonesia", "of Indonesia") : L.T($"di {province.Name}", $"in {province.Name}");
        Title = L.T($"Sepuluh {found.Name.Id.ToLowerInvariant()} terbaik {where}, {year}", $"The ten best {found.Name.En.ToLowerInvariant()} {where}, {year}");
        return Page();
    }
}
