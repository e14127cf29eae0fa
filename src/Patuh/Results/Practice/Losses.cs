using Patuh.Scoring;

namespace Patuh.Results.Practice;

/// <summary>Where an indicator of a unit loses points of the agency's 100; <c>Lost</c> in 1/10000 of a point.</summary>
internal sealed record Loss(LocalText Indicator, LocalText Dimension, LocalText? Unit, int Units, long Lost);

/// <summary>Where points were lost, largest first.</summary>
internal static class Losses
{
    /// <summary>Each indicator over all units: what one decision could mend everywhere.</summary>
    public static IReadOnlyList<Loss> ByIndicator(ScoreNode root) => [.. Each(root).GroupBy(l => (l.Code, l.Loss.Indicator, l.Loss.Dimension))
        .Select(g => new Loss(g.Key.Indicator, g.Key.Dimension, null, g.Count(), g.Sum(l => l.Loss.Lost))).OrderByDescending(l => l.Lost)];

    /// <summary>Each indicator of each unit.</summary>
    public static IReadOnlyList<Loss> ByUnit(ScoreNode root) => [.. Each(root).GroupBy(l => (l.Code, l.Loss.Indicator, l.Loss.Dimension, l.Loss.Unit))
        .Select(g => new Loss(g.Key.Indicator, g.Key.Dimension, g.Key.Unit, 1, g.Sum(l => l.Loss.Lost))).OrderByDescending(l => l.Lost)];

    private static IEnumerable<(string Code, Loss Loss)> Each(ScoreNode root)
    {
        foreach (var child in root.Children)
            foreach (var loss in child.Kind == NodeKind.Dimension ? Below(child, child, null) : child.Children.SelectMany(p => Under(p, child.Name)))
                yield return loss;
    }

    // a unit holds dimensions, or products that hold them
    private static IEnumerable<(string, Loss)> Under(ScoreNode part, LocalText? unit) =>
        part.Kind == NodeKind.Product ? part.Children.SelectMany(d => Below(d, d, unit)) : Below(part, part, unit);

    private static IEnumerable<(string, Loss)> Below(ScoreNode node, ScoreNode dimension, LocalText? unit)
    {
        if (node.Kind != NodeKind.Indicator)
            return node.Children.SelectMany(c => Below(c, dimension, unit));
        return node.Lost is > 0 ? [(node.Code, new Loss(node.Name!, dimension.Name!, unit, 1, node.Lost.Value))] : [];
    }
}
