using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;
using Patuh.Results.Ranking;

namespace Patuh.Results.TopTen;

/// <summary>All top tens of a year that can be made, nationally and by province.</summary>
internal sealed class TopTenIndexModel(PatuhDb db, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years) : PublicPage
{
    private static readonly string[] InProvinces = ["regency", "police_resort", "land_office"];

    public IReadOnlyList<TopTenList> Lists { get; private set; } = [];

    /// <summary>Years of which any result is known, newest first.</summary>
    public IReadOnlyList<int> Years { get; private set; } = [];

    public int Year { get; private set; }

    /// <summary>Where the year has no top ten: the nearest one that has; of two as near the newer.</summary>
    public int? Nearest { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var known = await db.Set<ClaimRow>().Where(c => c.Kind == "score" || c.Kind == "rank").Select(c => c.Year).Distinct().ToListAsync(cancel);
        Years = [.. known.Where(AssessmentYears.HasMethod).OrderDescending()];
        string? asked = Request.Query["tahun"];
        if (!string.IsNullOrEmpty(asked) && !Years.Any(y => asked == $"{y}"))
            return Refuse($"Tahun itu tidak ada hasilnya di sini; pilih salah satu dari {string.Join(", ", Years)}.", $"Nothing is known of that year here; choose one of {string.Join(", ", Years)}.");
        var directory = await directories.Get(cancel);
        // without a wish the newest year that has a top ten at all
        foreach (var year in string.IsNullOrEmpty(asked) ? Years : Years.Where(y => asked == $"{y}"))
        {
            Year = year;
            Lists = await OfYear(year, directory, cancel);
            if (Lists.Count > 0)
                break;
        }
        if (Lists.Count == 0 && !string.IsNullOrEmpty(asked))
            Nearest = await NearestTo(Year, directory, cancel);
        Title = Year == 0 ? L.T("Sepuluh besar", "The top ten") : L.T($"Sepuluh besar {Year}", $"The top ten of {Year}");
        return Page();
    }

    private async Task<int?> NearestTo(int asked, AgencyDirectory directory, CancellationToken cancel)
    {
        foreach (var year in Years.Where(y => y != asked).OrderBy(y => Math.Abs(y - asked)).ThenByDescending(y => y))
            if ((await OfYear(year, directory, cancel)).Count > 0)
                return year;
        return null;
    }

    private async Task<List<TopTenList>> OfYear(int year, AgencyDirectory directory, CancellationToken cancel)
    {
        var facts = await years.Get(year, cancel);
        var national = AgencyClasses.All.Select(c => RankingList.From(facts, directory, RankingScope.OfClass(c.Code), null));
        var regional = InProvinces.Select(c => RankingScope.InProvince(c)!).SelectMany(scope => directory.Provinces.Select(p => RankingList.From(facts, directory, scope, p)));
        return [.. national.Concat(regional).Select(l => TopTenList.Of(l, directory)).OfType<TopTenList>().Where(t => t.Places.Count > 3)];
    }
}
