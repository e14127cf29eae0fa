using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;
using Patuh.Results.Ranking;

namespace Patuh.Results.TopTen;

/// <summary>All top tens that can be made: of each year, nationally and by province.</summary>
internal sealed class TopTenIndexModel(PatuhDb db, Versioned<AgencyDirectory> directories) : LocalPage
{
    public IReadOnlyList<TopTenList> Lists { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Sepuluh besar", "The top ten");
        var directory = await directories.Get(cancel);
        var found = new List<TopTenList>();
        foreach (var (year, scope, province) in await Candidates(directory, cancel))
            if (TopTenList.Of(await RankingList.Read(db, directory, year, scope, province, cancel)) is { Places.Count: > 3 } ten)
                found.Add(ten);
        Lists = [.. found.OrderByDescending(t => t.List.Year).ThenBy(t => t.List.Province is null ? 0 : 1).ThenBy(t => t.List.Scope.Slug, StringComparer.Ordinal).ThenBy(t => t.List.Province?.Name, StringComparer.Ordinal)];
    }

    /// <summary>Lists with at least as many results as a top ten could need, so that only few are read whole.</summary>
    private async Task<IEnumerable<(int Year, RankingScope Scope, Province? Province)>> Candidates(AgencyDirectory directory, CancellationToken cancel)
    {
        var known = await db.Set<ClaimRow>().Where(c => c.Kind == "score" || c.Kind == "rank").Select(c => new { c.Year, c.AgencyId }).Distinct().ToListAsync(cancel);
        var agencies = known.Select(k => (k.Year, Agency: directory.Find(k.AgencyId)!)).Where(k => k.Agency is not null && AssessmentYears.HasMethod(k.Year)).ToList();
        var national = agencies.GroupBy(k => (k.Year, k.Agency.Class)).Where(g => g.Count() >= TopTenList.Size)
            .Select(g => (g.Key.Year, RankingScope.OfClass(g.Key.Class), (Province?)null));
        var regional = agencies.Select(k => (k.Year, Scope: RankingScope.InProvince(k.Agency.Class), Province: directory.Province(k.Agency.ProvinceIn(k.Year))))
            .Where(k => k.Scope is not null && k.Province is not null).GroupBy(k => k).Where(g => g.Count() > 3)
            .Select(g => (g.Key.Year, g.Key.Scope!, g.Key.Province));
        return national.Concat(regional);
    }
}
