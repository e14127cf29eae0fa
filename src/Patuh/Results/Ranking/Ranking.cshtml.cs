using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>Peringkat: the published results of a class in a year, with what is known of how whole the list is.</summary>
internal sealed class RankingModel(PatuhDb db) : LocalPage
{
    public int Year { get; private set; }

    public RankingScope Scope { get; private set; } = null!;

    public Instrument Instrument { get; private set; } = null!;

    public string? Province { get; private set; }

    public IReadOnlyList<PublishedResult> Results { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Provinces { get; private set; } = null!;

    /// <summary>Computed ranks; null when the list is not known to be whole, so that only published ranks are shown.</summary>
    public Dictionary<string, Scoring.Rank>? Ranks { get; private set; }

    /// <summary>How many were assessed, where that was published.</summary>
    public int? Of { get; private set; }

    public int Scored => Results.Count(r => r.Score is not null);

    public async Task<IActionResult> OnGet(int year, string scope, CancellationToken cancel)
    {
        if (RankingScope.Find(scope) is not { } found)
            return Missing($"Golongan “{scope}” tidak dikenal.", $"The class “{scope}” is not known.");
        if (AssessmentYears.All.FirstOrDefault(y => y.Year == year) is not { } known)
            return Missing($"Tidak ada metode penilaian yang diketahui untuk {year}.", $"No assessment method is known for {year}.");
        if (known.Reason is { } reason)
            return Missing(reason.Id, reason.En, L.T($"Tidak ada nilai untuk {year}", $"No scores for {year}"));
        Provinces = await Regions.ProvinceNames(db, cancel);
        string? province = Request.Query["provinsi"];
        if (province is { Length: > 0 } && !Provinces.ContainsKey(province))
            return Refuse("Kode provinsi di alamat ini tidak dikenal; pakai dua angka Kemendagri, misalnya 17 untuk Bengkulu.", "The province code in this address is not known; use the two digits of Kemendagri, such as 17 for Bengkulu.");
        (Year, Scope, Province, Instrument) = (year, found, province is { Length: > 0 } ? province : null, InstrumentLibrary.Of(year));
        Results = await PublishedResults.Of(db, year, found.Classes, Province, cancel);
        await ReadCoverage(cancel);
        Title = Heading();
        return Page();
    }

    private async Task ReadCoverage(CancellationToken cancel)
    {
        if (Province is not null)
        {
            var rows = await db.Set<CoverageRow>().Where(c => c.Year == Year && c.Province == Province && Scope.Classes.Contains(c.Class)).ToListAsync(cancel);
            if (rows.Count < Scope.Classes.Length)
                return;
            Of = rows.Sum(r => r.OfCount);
            if (rows.TrueForAll(r => r.Complete) && Scored >= Of && IsGroup())
                Ranks = PublishedResults.Ranks(Results);
            return;
        }
        var tallies = await db.Set<TallyRow>().Where(t => t.Year == Year && Scope.Classes.Contains(t.Class)).ToListAsync(cancel);
        if (tallies.Count < Scope.Classes.Length)
            return;
        Of = tallies.Sum(t => t.Assessed);
        if (Scored >= Of && Scope.Classes.Length == 1)
            Ranks = PublishedResults.Ranks(Results);
    }

    /// <summary>In a province ranks are given within the ranking group: a part of it has none of its own.</summary>
    private bool IsGroup() => Instrument.RankingGroups.Any(g => g.Order().SequenceEqual(Scope.Classes.Order()));

    private string Heading()
    {
        var where = Province is null ? "" : L.T($" di {Provinces[Province]}", $" in {Provinces[Province]}");
        var best = Results.FirstOrDefault(r => r.Score is not null);
        return best is null ? L.T($"{Scope.Name.Id}{where} {Year}: belum ada nilai yang kami ketahui", $"{Scope.Name.En}{where} {Year}: no score known here yet")
            : Ranks is not null ? L.T($"{best.Agency.Name} meraih nilai tertinggi{where} pada {Year}", $"{best.Agency.Name} has the highest score{where} in {Year}")
            : L.T($"{Scope.Name.Id}{where} {Year}: {Scored} nilai yang kami ketahui", $"{Scope.Name.En}{where} {Year}: {Scored} scores known here");
    }
}
