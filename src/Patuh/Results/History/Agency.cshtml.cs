using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Agencies.Directory;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;
using Patuh.Results.Ranking;

namespace Patuh.Results.History;

/// <summary>An agency: its latest result, its years, what it reached, its neighbours, who said what.</summary>
internal sealed class AgencyModel(PatuhDb db, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, TimeProvider time) : PublicPage
{
    public AgencyHistory History { get; private set; } = null!;

    public AgencyDirectory Directory { get; private set; } = null!;

    /// <summary>The province it belongs to now; null for those of the nation.</summary>
    public Province? Province { get; private set; }

    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    public IReadOnlyList<Neighbourhood> Neighbours { get; private set; } = [];

    /// <summary>The names that it bore before this one, latest first; what was published under them stands as it was.</summary>
    public IReadOnlyList<NameThen> FormerNames { get; private set; } = [];

    /// <summary>What became of it.</summary>
    public IReadOnlyList<Successor> Successors { get; private set; } = [];

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        if (await AgencyHistory.Read(db, id, cancel) is not { } history)
            return Missing("Instansi dengan nama itu tidak ada di sini. Carilah dengan sebagian namanya di atas.", "There is no agency of that name here. Search for a part of its name above.");
        History = history;
        Directory = await directories.Get(cancel);
        Province = Directory.Province(history.Regions.LastOrDefault()?.Code[..2]);
        Milestones = Patuh.Results.History.Milestones.Of(history);
        Neighbours = await Neighbourhood.Read(db, years, Directory, history, cancel);
        var today = Stamp.Today(time);
        FormerNames = [.. (await OrganisationTree.NamesOf(db, id, cancel)).Where(n => n.To <= today && n.Name != history.Agency.Name).Reverse()];
        Successors = [.. (await OrganisationTree.SuccessorsOf(db, [id], cancel))[id].Where(s => s.Day <= today)];
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
        return latest.Result.Rank is not { } rank
            ? L.T($"{name}: {L.Score(score)} pada {year}", $"{name}: {L.Score(score)} in {year}")
            : L.T($"{name}: {L.Score(score)} pada {year}, {RankPhrase.Of(rank, L)} menurut pengumuman", $"{name}: {L.Score(score)} in {year}, announced as {RankPhrase.Of(rank, L)}");
    }

    /// <summary>What the chart shows, as a sentence.</summary>
    public string ChartHeading()
    {
        var scored = History.Years.Where(y => y.Score is not null).ToList();
        if (scored.Count < 2)
            return L.T("Baru satu nilai yang kami ketahui", "Only one score is known here");
        var last = scored[^1];
        return last.Change is { } change
            ? change == 0 ? L.T($"Nilai tetap sejak {last.ChangeSince}", $"The same score as in {last.ChangeSince}")
            : change > 0 ? L.T($"Naik {L.Score(change)} sejak {last.ChangeSince}", $"Up {L.Score(change)} since {last.ChangeSince}")
            : L.T($"Turun {L.Score(-change)} sejak {last.ChangeSince}", $"Down {L.Score(-change)} since {last.ChangeSince}")
            : L.T("Nilai dari tahun ke tahun; metode berganti di antaranya", "Scores over the years; the method changed in between");
    }

    public string Kind(string kind) => ClaimWords.Kind(kind, L);
}
