namespace Patuh.Scoring;

/// <summary>A place among equals: "1, 2, 2, 4".</summary>
/// <param name="Place">1 or more; 0 for none.</param>
/// <param name="Of">How many were ranked together; 0 for none.</param>
public readonly record struct Rank(int Place, int Of)
{
    /// <summary>No rank.</summary>
    public static Rank None => default;
}

/// <summary>Peringkat: competition ranking, best first.</summary>
public static class Ranker
{
    /// <summary>Ranks the members of one group.</summary>
    /// <param name="members">Anything that identifies the members; reordered, best first.</param>
    /// <param name="best">A total preorder: negative when the first is better, 0 when they share a place.</param>
    /// <param name="ranked">Told each member's rank.</param>
    public static void Compete<T>(T[] members, Comparison<T> best, Action<T, Rank> ranked)
    {
        Array.Sort(members, best);
        var place = 1;
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0 && best(members[i - 1], members[i]) != 0)
                place = i + 1;
            ranked(members[i], new Rank(place, members.Length));
        }
    }
}
