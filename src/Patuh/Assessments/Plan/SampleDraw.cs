using System.Security.Cryptography;
using System.Text;

namespace Patuh.Assessments.Plan;

/// <summary>
/// Draws agencies by a seed that anybody can repeat (docs/sampling.md): each agency's lot is the SHA-256 of seed and id, and the smallest lots are drawn. So each sample of a size is as
/// likely as any other, the order in which agencies come does not matter, and a larger sample of the same seed holds the smaller one. Pure.
/// </summary>
internal static class SampleDraw
{
    /// <summary>Agencies drawn; strata share the number by their size, the largest remainders first.</summary>
    /// <param name="seed">Any text.</param>
    /// <param name="frame">Id and stratum of each agency that can be drawn.</param>
    /// <param name="number">How many; all when there are not more.</param>
    public static HashSet<string> Of(string seed, IReadOnlyCollection<(string Id, string Stratum)> frame, int number)
    {
        var strata = frame.GroupBy(a => a.Stratum).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Code: g.Key, Ids: g.Select(a => a.Id).ToList())).ToList();
        var shares = Shares(seed, [.. strata.Select(s => (s.Code, s.Ids.Count))], Math.Min(number, frame.Count));
        return [.. strata.SelectMany((s, i) => s.Ids.OrderBy(id => Lot(seed, id), StringComparer.Ordinal).ThenBy(id => id, StringComparer.Ordinal).Take(shares[i]))];
    }

    private static string Lot(string seed, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id}")));

    private static int[] Shares(string seed, List<(string Code, int Count)> strata, int number)
    {
        var all = strata.Sum(s => s.Count);
        if (all == 0)
            return [];
        var shares = strata.ConvertAll(s => (int)((long)number * s.Count / all)).ToArray();
        var order = Enumerable.Range(0, strata.Count).OrderByDescending(i => (long)number * strata[i].Count % all).ThenBy(i => Lot(seed, strata[i].Code), StringComparer.Ordinal);
        foreach (var i in order.Take(number - shares.Sum()))
            shares[i]++;
        return shares;
    }
}
