using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Results.Published;
using Patuh.Results.Ranking;
using Patuh.Scoring;

namespace Patuh.Results.History;

/// <summary>One line of the neighbourhood.</summary>
internal sealed record Neighbour(int Place, string AgencyId, string Name, int? Hundredths, bool Here);

/// <summary>Those just above and below an agency in one ranking; <c>Published</c> when the places are as announced, not computed from a whole list.</summary>
internal sealed record Neighbourhood(LocalText Among, int? Of, bool Published, IReadOnlyList<Neighbour> Rows)
{
    private const int Around = 2;

    /// <summary>In the province and among the class, as far as places are known for the year of the latest score.</summary>
    public static async Task<IReadOnlyList<Neighbourhood>> Read(PatuhDb db, Versioned<int, YearFacts> years, AgencyDirectory directory, AgencyHistory history, CancellationToken cancel)
    {
        if (history.Latest is not { Score: not null } latest)
            return [];
        var (agency, year) = (history.Agency, latest.Year.Year);
        var facts = await years.Get(year, cancel);
        var found = new List<Neighbourhood>();
        if (RankingScope.InProvince(agency.Class) is { } scope && directory.Province(directory.Find(agency.Id)?.ProvinceIn(year)) is { } province)
        {
            var list = RankingList.From(facts, directory, scope, province);
            if (Computed(list, agency, new($"{scope.Name.Id} di {province.Name}", $"{scope.Name.En} in {province.Name}")) is { } own)
                found.Add(own);
        }
        var nation = RankingList.From(facts, directory, RankingScope.OfClass(agency.Class), null);
        if (Computed(nation, agency, new($"{nation.Scope.Name.Id} se-Indonesia", $"{nation.Scope.Name.En} of Indonesia")) is { } all)
            found.Add(all);
        foreach (var rank in latest.Claims.Where(c => c is { Kind: "rank", Place: not null }).DistinctBy(c => c.Scope))
            if (found.Count == 0 || (RankScope.IsNational(rank) && !found.Exists(f => f.Among.Id.EndsWith("se-Indonesia", StringComparison.Ordinal))))
                if (await Announced(db, rank, agency, cancel) is { } published)
                    found.Add(published);
        return found;
    }

    private static Neighbourhood? Computed(RankingList list, AgencyRow agency, LocalText among)
    {
        if (list.Ranks is not { } ranks || !ranks.ContainsKey(agency.Id))
            return null;
        var ordered = list.Results.Where(r => ranks.ContainsKey(r.Agency.Id)).ToList();
        var at = ordered.FindIndex(r => r.Agency.Id == agency.Id);
        var rows = ordered.Skip(Math.Max(0, at - Around)).Take(at - Math.Max(0, at - Around) + Around + 1)
            .Select(r => new Neighbour(ranks[r.Agency.Id].Place, r.Agency.Id, r.Agency.Name, r.Score!.Hundredths, r.Agency.Id == agency.Id));
        return new Neighbourhood(among, ordered.Count, false, [.. rows]);
    }

    private static async Task<Neighbourhood?> Announced(PatuhDb db, ClaimRow rank, AgencyRow agency, CancellationToken cancel)
    {
        var near = await db.Set<ClaimRow>()
            .Where(c => c.Year == rank.Year && c.Kind == "rank" && c.Scope == rank.Scope && c.Place >= rank.Place - Around && c.Place <= rank.Place + Around)
            .Join(db.Set<AgencyRow>(), c => c.AgencyId, a => a.Id, (c, a) => new { c.Place, a.Id, a.Name })
            .ToListAsync(cancel);
        if (near.Count < 2)
            return null;
        var ids = near.Select(n => n.Id).ToList();
        var scores = (await db.Set<ClaimRow>().Where(c => c.Year == rank.Year && c.Kind == "score" && ids.Contains(c.AgencyId)).OrderBy(c => c.Id).ToListAsync(cancel))
            .GroupBy(c => c.AgencyId).ToDictionary(g => g.Key, g => g.ByPreference().First().Hundredths);
        return new Neighbourhood(new(RankPhrase.AmongWhom(rank, english: false), RankPhrase.AmongWhom(rank, english: true)), rank.OfCount, true,
            [.. near.DistinctBy(n => n.Id).OrderBy(n => n.Place).Select(n => new Neighbour(n.Place!.Value, n.Id, n.Name, scores.GetValueOrDefault(n.Id), n.Id == agency.Id))]);
    }
}
