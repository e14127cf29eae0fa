using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Charts;
using Patuh.Results.Published;
using Patuh.Results.Ranking;
using Patuh.Scoring;

namespace Patuh.Results.Home;

/// <summary>The front page: a year at a glance, the provinces on a map of tiles, what changed, and a search.</summary>
internal sealed class HomeModel(PatuhDb db, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years) : PublicPage
{
    /// <summary>Years with a national count, oldest first.</summary>
    public IReadOnlyList<NationalYear> Years { get; private set; } = [];

    /// <summary>The year that the page is about; null when nothing is known.</summary>
    public NationalYear? Now { get; private set; }

    /// <summary>The year before, where it may be compared.</summary>
    public (NationalYear Year, Comparability Verdict)? Before { get; private set; }

    public AgencyDirectory Directory { get; private set; } = null!;

    public Dictionary<(int Year, string Class), int> Known { get; private set; } = [];

    /// <summary>Scores of the provincial governments in the year, by agency.</summary>
    public Dictionary<string, int> Provinces { get; private set; } = [];

    public Instrument? Instrument => Now is null ? null : InstrumentLibrary.Of(Now.Year);

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        Directory = await directories.Get(cancel);
        Known = await PublishedResults.Counts(db, cancel);
        Years = NationalYear.Of(await db.Set<TallyRow>().ToListAsync(cancel));
        Title = L.T("Seberapa patuh pelayanan publik kita?", "How well do public services keep their standards?");
        string? asked = Request.Query["tahun"];
        Now = string.IsNullOrEmpty(asked) ? Years.LastOrDefault(y => y.Zone("hijau") is not null) ?? Years.LastOrDefault() : Years.FirstOrDefault(y => asked == $"{y.Year}");
        if (Now is null && !string.IsNullOrEmpty(asked))
            return Refuse($"Tidak ada angka nasional untuk tahun itu; yang ada: {Names()}.", $"There are no national figures for that year; known are {Names()}.");
        if (Now is null)
            return Page();
        Provinces = (await years.Get(Now.Year, cancel)).Of(RankingScope.OfClass("province"), null).Where(r => r.Score is not null).ToDictionary(r => r.Agency.Id, r => r.Score!.Hundredths!.Value);
        if (Now.Zone("hijau") is not null && Years.LastOrDefault(y => y.Year < Now.Year && y.Zone("hijau") is not null) is { } before && before.Year == Now.Year - 1
            && AssessmentYears.Compare(before.Year, Now.Year) is { Verdict: not Verdict.NotComparable } verdict)
            Before = (before, verdict);
        return Page();
    }

    private string Names() => string.Join(", ", Years.Select(y => y.Year));

    /// <summary>True where the map has dashed tiles.</summary>
    public bool AnyAbsent => Directory.Provinces.Any(p => Tile(p) is { Figure: "" });

    public Tile? Tile(Province province) =>
        // the province of a year is that of 1 January: Papua Selatan had none of its own in 2022
        Directory.Find(province.AgencyId)!.ProvinceIn(Now!.Year) is null ? new Tile("", null, L.T($"belum menjadi provinsi pada {Now.Year}", $"not yet a province in {Now.Year}"))
        : Provinces.TryGetValue(province.AgencyId, out var score)
            ? new Tile(L.Score(score), BandLook.Letter(Instrument!, score), $"{L.Score(score)}{(Instrument!.BandOf(score).Category is { } c ? $", {c}" : "")}")
            : null;
}
