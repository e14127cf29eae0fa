using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Platform.Ui.Tags;
using Patuh.Platform.Web;

namespace Patuh.Results.Search;

/// <summary>Cari: agencies and provinces by any of their names. One exact hit leads straight to its page, and to the year that was named with it.</summary>
[EnableRateLimiting(RateLimits.Search)]
internal sealed class SearchModel(Versioned<AgencyDirectory> directories) : PublicPage
{
    public string Query { get; private set; } = "";

    public IReadOnlyList<Found> Found { get; private set; } = [];

    public AgencyDirectory Directory { get; private set; } = null!;

    /// <summary>The class that was asked for and has nothing of that name here.</summary>
    public AgencyClass? MeantClass { get; private set; }

    public bool TooLong { get; private set; }

    /// <summary>A year that was asked for and was assessed.</summary>
    public int? Year { get; private set; }

    /// <summary>Why there is nothing for the year that was asked for.</summary>
    public string? NoYear { get; private set; }

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
        var asked = AgencyQuery.Of(Query);
        if (asked.Year is { } year)
            ReadYear(year);
        if (asked.Words.Length == 0 && Year is { } only)
            return Redirect(L.Url($"/peringkat/{only}/semua"));
        Found = Directory.Search(Query);
        if (NoYear is null && Found.Count(f => f.Exact) == 1 && Found[0].Exact)
            return Redirect(Address(Found[0].Agency));
        MeantClass = asked.Class is { } meant && !Found.Any(f => f.Agency.Class == meant) ? AgencyClasses.Find(meant) : null;
        Title = Query.Length == 0 ? L.T("Cari instansi atau provinsi", "Find an agency or province")
            : Found.Count > 0 ? L.T($"{Found.Count} hasil untuk “{Query}”", $"{Found.Count} found for “{Query}”")
            : AsksForPractice ? L.T("Latihan dengan tahun simulasi", "Practice with a simulated year")
            : L.T($"Tidak ada yang cocok dengan “{Query}”", $"Nothing fits “{Query}”");
        return Page();
    }

    /// <summary>The page of an agency, at the year that was asked for. A province is more than its government: its page shows both.</summary>
    public string Address(DirectoryEntry agency) =>
        Directory.Provinces.FirstOrDefault(p => p.AgencyId == agency.Id) is { } province
            ? L.Url($"/provinsi/{province.Slug}{(Year is { } y ? $"?tahun={y}" : "")}")
            : L.Url($"/instansi/{agency.Id}") + (Year is { } row ? $"#tahun-{row}" : "");

    private void ReadYear(int year)
    {
        if (AssessmentYears.HasMethod(year))
            Year = year;
        else
            NoYear = AssessmentYears.All.FirstOrDefault(y => y.Year == year)?.Reason is { } reason ? L.T(reason)
                : L.T($"Tidak ada hasil {year} di sini.", $"There are no results of {year} here.");
    }
}
