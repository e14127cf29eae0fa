using Patuh.Scoring;

namespace Patuh.Results.Practice;

/// <summary>Catatan kekurangan of an agency: an answer at or below the note threshold, with where it stands.</summary>
internal sealed record Noted(LocalText? Unit, LocalText Indicator, string Subject, string Value)
{
    /// <summary>All of a tree, unit by unit. Under mean_of_products an answer that serves several products is one all the same.</summary>
    public static IReadOnlyList<Noted> Of(ScoreNode root) =>
        [.. root.Children.SelectMany(c => Below(c, c.Kind == NodeKind.Unit ? c.Name : null, null)).Distinct()];

    private static IEnumerable<Noted> Below(ScoreNode node, LocalText? unit, LocalText? indicator)
    {
        if (node is { Kind: NodeKind.Answer, Noted: true })
            yield return new Noted(unit, indicator!, node.Subject ?? "", node.Value ?? "");
        foreach (var child in node.Children)
            foreach (var noted in Below(child, unit, node.Kind == NodeKind.Indicator ? node.Name : indicator))
                yield return noted;
    }
}
