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

namespace Patuh.Results.Provinces;

/// <summary>Provinsi: its government, its regencies and cities, police resorts and land offices in a year; mean and spread where the list is whole.</summary>
internal sealed class ProvinceModel(PatuhDb db, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years) : PublicPage
{
    private static readonly string[] Groups = ["regency", "police_resort", "land_office"];
    private static readonly string[] Results = ["score", "band", "zone", "rank"];

    public Province Province { get; private set; } = null!;

    public int Year { get; private set; }

    public AgencyDirectory Directory { get; private set; } = null!;

    /// <summary>Result of the provincial government, if any is known.</summary>
    public PublishedResult? Government { get; private set; }

    public IReadOnlyList<RankingList> Lists { get; private set; } = [];

    /// <summary>How many scores of its agencies are known, by year; only years with a method.</summary>
    public IReadOnlyDictionary<int, KnownScores> Known { get; private set; } = new Dictionary<int, KnownScores>();

    /// <summary>Its founding, where the year is before it: the province of a year is that of 1 January.</summary>
    public AgencyRegionRow? Founded { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken cancel)
    {
        Directory = await directories.Get(cancel);
        if (Directory.ProvinceBySlug(slug) is not { } province)
            return Missing("Provinsi itu tidak ada. Carilah namanya di atas.", "There is no such province. Search for its name above.");
        Province = province;
        Known = await CountYears(cancel);
        string? asked = Request.Query["tahun"];
        var year = string.IsNullOrEmpty(asked) ? Known.MaxBy(k => (k.Value.Total, k.Key)).Key : Known.Keys.FirstOrDefault(y => asked == $"{y}");
        if (year == 0)
            return Refuse($"Tahun itu tidak ada penilaiannya; pilih salah satu dari {string.Join(", ", Known.Keys)}.", $"There was no assessment in that year; choose one of {string.Join(", ", Known.Keys)}.");
        Year = year;
        if (Directory.Find(province.AgencyId) is { } own && own.ProvinceIn(year) is null)
        {
            Founded = own.Regions[0];
            Title = L.T($"{province.Name}: belum berdiri pada {year}", $"{province.Name}: not yet founded in {year}");
            return Page();
        }
        var facts = await years.Get(year, cancel);
        Government = facts.All.FirstOrDefault(r => r.Agency.Id == province.AgencyId);
        Lists = [.. Groups.Select(c => RankingList.From(facts, Directory, RankingScope.InProvince(c)!, province)).Where(l => l.Results.Count > 0 || l.Scope == RankingScope.RegenciesAndCities)];
        Title = L.T($"{province.Name} {year}", $"{province.Name} {year}") + Says();
        return Page();
    }

    private string Says()
    {
        var list = Lists[0];
        if (list.Ranks is not null && list.Results[0] is { Score: { } best } first)
            return L.T($": {first.Agency.Name} tertinggi dengan {L.Score(best.Hundredths!.Value)}", $": {first.Agency.Name} highest with {L.Score(best.Hundredths!.Value)}");
        if (list.Scored == 0 && Lists.Skip(1).ToList() is { Count: > 0 } others)
            return ": " + string.Join(", ", others.Select(o => L.T($"{o.Scored} nilai {o.Scope.Name.Id.ToLowerInvariant()}", $"{o.Scored} scores of {o.Scope.Name.En.ToLowerInvariant()}")))
                + L.T("; nilai kabupaten dan kota belum kami ketahui", "; scores of regencies and cities are not known here");
        return list.Of is { } of ? L.T($": {list.Scored} dari {of} kabupaten dan kota kami ketahui", $": {list.Scored} of {of} regencies and cities are known here") : "";
    }

    private async Task<Dictionary<int, KnownScores>> CountYears(CancellationToken cancel)
    {
        var own = Directory.Agencies.Where(a => a.Regions.Any(r => r.Code[..2] == Province.Code)).Select(a => a.Id).ToList();
        var known = (await db.Set<ClaimRow>().Where(c => Results.Contains(c.Kind) && own.Contains(c.AgencyId)).Select(c => new { c.Year, c.AgencyId, Scored = c.Kind == "score" }).Distinct().ToListAsync(cancel))
            .Select(k => (k.Year, k.Scored, Agency: Directory.Find(k.AgencyId)!)).Where(k => k.Agency.ProvinceIn(k.Year) == Province.Code).ToLookup(k => k.Year);
        return AssessmentYears.All.Where(y => y.Instrument is not null).ToDictionary(y => y.Year, y => new KnownScores(
            known[y.Year].Where(k => k.Scored).CountBy(k => k.Agency.Class).ToDictionary(),
            known[y.Year].GroupBy(k => k.Agency.Id).Count(g => g.All(k => !k.Scored))));
    }
}
