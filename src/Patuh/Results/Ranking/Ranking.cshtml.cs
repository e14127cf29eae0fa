using Microsoft.AspNetCore.Mvc;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;

namespace Patuh.Results.Ranking;

/// <summary>Peringkat: the published results of a class in a year, with what is known of how whole the list is.</summary>
internal sealed class RankingModel(Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years) : PublicPage
{
    public RankingList List { get; private set; } = null!;

    public RankingQuery Query { get; private set; } = null!;

    public AgencyDirectory Directory { get; private set; } = null!;

    public IReadOnlyList<PublishedResult> Rows { get; private set; } = [];

    public bool Filtered => Query.Zone is not null || Query.Band is not null;

    public async Task<IActionResult> OnGet(int year, string scope, CancellationToken cancel)
    {
        if (RankingScope.Find(scope) is not { } found)
            return Missing($"Golongan “{scope}” tidak dikenal.", $"The class “{scope}” is not known.");
        if (AssessmentYears.All.FirstOrDefault(y => y.Year == year) is not { } known)
            return Missing($"Tidak ada metode penilaian yang diketahui untuk {year}.", $"No assessment method is known for {year}.");
        if (known.Reason is { } reason)
            return Missing(reason.Id, reason.En, L.T($"Tidak ada nilai untuk {year}", $"No scores for {year}"));
        Directory = await directories.Get(cancel);
        var (query, problem) = RankingQuery.Read(Request.Query, Directory, InstrumentLibrary.Of(year));
        if (query is null)
            return Refuse(problem!.Id, problem.En);
        List = RankingList.From(await years.Get(year, cancel), Directory, found, query.Province);
        (Query, Rows) = (query, query.Apply(List, Directory));
        Title = Heading();
        return Page();
    }

    /// <summary>Address of the rows as they are shown, as a file.</summary>
    public string File(string format) => L.Url($"/peringkat/{List.Year}/{List.Scope.Slug}.{format}{Query.Text()}");

    private string Heading()
    {
        var (where, year, name) = (List.Province is { } p ? L.T($" di {p.Name}", $" in {p.Name}") : "", List.Year, List.Scope.Name);
        var best = List.Results.FirstOrDefault(r => r.Score is not null);
        // zones without a score are results all the same
        return best is null && List.Results.Count is > 0 and var unscored ? L.T($"{name.Id}{where} {year}: {unscored} hasil yang nilainya tidak disebut", $"{name.En}{where} {year}: {unscored} {(unscored == 1 ? "result" : "results")} without a stated score")
            : best is null ? L.T($"{name.Id}{where} {year}: belum ada nilai yang kami ketahui", $"{name.En}{where} {year}: no score known here yet")
            : List.Ranks is not null ? L.T($"{best.Agency.Name} meraih nilai tertinggi{where} pada {year}", $"{best.Agency.Name} has the highest score{where} in {year}")
            : L.T($"{name.Id}{where} {year}: {List.Scored} nilai yang kami ketahui", $"{name.En}{where} {year}: {List.Scored} scores known here");
    }
}
