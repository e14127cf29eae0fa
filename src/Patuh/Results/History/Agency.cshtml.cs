using Microsoft.AspNetCore.Mvc;
using Patuh.Agencies;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Results.Published;

namespace Patuh.Results.History;

/// <summary>An agency: its latest result, its years, who said what.</summary>
internal sealed class AgencyModel(PatuhDb db) : LocalPage
{
    public AgencyHistory History { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Provinces { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        if (await AgencyHistory.Read(db, id, cancel) is not { } history)
            return Missing("Instansi dengan nama itu tidak ada di sini. Carilah lewat halaman Peringkat.", "There is no agency of that name here. Try the Rankings page.");
        History = history;
        Provinces = await Regions.ProvinceNames(db, cancel);
        Title = Heading();
        return Page();
    }

    private string Heading()
    {
        var name = History.Agency.Name;
        if (History.Latest is not { } latest)
            return L.T($"{name}: belum ada hasil yang kami ketahui", $"{name}: no result known here yet");
        var year = latest.Year.Year;
        if (latest.Score?.Hundredths is not { } score)
            return L.T($"{name}: nilai {year} tidak disebut", $"{name}: score of {year} not stated");
        var rank = latest.Claims.FirstOrDefault(c => c is { Kind: "rank", Place: not null });
        return rank is null
            ? L.T($"{name}: {L.Score(score)} pada {year}", $"{name}: {L.Score(score)} in {year}")
            : L.T($"{name}: {L.Score(score)} pada {year}, {RankPhrase.Of(rank, L)}", $"{name}: {L.Score(score)} in {year}, {RankPhrase.Of(rank, L)}");
    }

    public string Kind(string kind) => kind switch
    {
        "score" => L.T("nilai", "score"),
        "rank" => L.T("peringkat", "rank"),
        "band" => L.T("kategori atau opini", "category or opinion"),
        "zone" => L.T("zona", "zone"),
        "milestone" => L.T("tonggak", "milestone"),
        _ => L.T("target", "target"),
    };
}
