using Patuh.Agencies.Directory;
using Patuh.Results.Published;
using Patuh.Results.Ranking;

namespace Patuh.Results.TopTen;

/// <summary>One place of a top ten.</summary>
internal sealed record TopPlace(int Place, PublishedResult Result);

/// <summary>
/// The ten best of a list: computed where the list is whole, as announced where the published ranks 1 to 10 are all known, otherwise nothing, for a top
/// ten with a gap is none. More than ten where a tie stands at the end.
/// </summary>
internal sealed record TopTenList(RankingList List, bool Announced, IReadOnlyList<TopPlace> Places)
{
    public const int Size = 10;

    public static TopTenList? Of(RankingList list, AgencyDirectory directory)
    {
        if (list.Ranks is { } ranks)
            return new TopTenList(list, false, [.. list.Results.Where(r => ranks.TryGetValue(r.Agency.Id, out var rank) && rank.Place <= Size).Select(r => new TopPlace(ranks[r.Agency.Id].Place, r))]);
        var said = list.Results.Where(r => r.Rank is { Place: <= Size } rank && IsOfList(rank, list, directory)).OrderBy(r => r.Rank!.Place).ToList();
        return Enumerable.Range(1, Size).All(place => Filled(said, place)) ? new TopTenList(list, true, [.. said.Select(r => new TopPlace(r.Rank!.Place!.Value, r))]) : null;
    }

    /// <summary>A place is filled, or skipped by a tie just before it ("1, 2, 2, 4").</summary>
    private static bool Filled(List<PublishedResult> said, int place) =>
        said.Exists(r => r.Rank!.Place == place)
        || said.FindLast(r => r.Rank!.Place < place)?.Rank!.Place is { } before && before + said.Count(r => r.Rank!.Place == before) > place;

    private static bool IsOfList(ClaimRow rank, RankingList list, AgencyDirectory directory) =>
        list.Province is null ? RankScope.IsNational(rank) && list.Scope.Classes.Length == 1 : RankScope.IsOf(rank, list.Province, directory);
}
