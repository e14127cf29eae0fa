using Microsoft.Playwright;
using Patuh.Scoring;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>A row of a score tree as people read it.</summary>
/// <param name="Depth">1: a dimension, 2: a variable, 3: an indicator, 4: an answer.</param>
/// <param name="Label">Its name; for an answer its value.</param>
/// <param name="Score">Own score.</param>
/// <param name="Given">Points that it gives.</param>
/// <param name="Lost">Points that it loses.</param>
internal sealed record TreeRow(int Depth, string Label, string Score, string Given, string Lost)
{
    /// <summary>All rows that the page holds, also those that are folded.</summary>
    public static async Task<List<TreeRow>> Read(IPage page)
    {
        var rows = await page.EvaluateAsync<string[][]>("""
            [...document.querySelectorAll('.tree .row:not(.head)')].map(row => {
              let depth = row.matches('.leaf') ? 1 : 0;
              for (let above = row.parentElement; !above.matches('.tree'); above = above.parentElement) depth++;
              return [String(depth), row.firstElementChild.firstChild.textContent.trim(), ...[...row.querySelectorAll('.figure')].map(f => f.textContent)];
            })
            """);
        return [.. rows.Select(r => new TreeRow(int.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture), r[1][(r[1].LastIndexOf("= ", StringComparison.Ordinal) is var at and > 0 ? at + 2 : 0)..], r[2], r[3], r[4]))];
    }

    /// <summary>The answers of each indicator in the order of their figures: of equal ones it is open which has the last digit.</summary>
    public static List<TreeRow> Sorted(IReadOnlyList<TreeRow> rows)
    {
        var indicator = 0;
        return [.. rows.Select(r => (Row: r, Indicator: r.Depth < 4 ? ++indicator : indicator)).OrderBy(r => r.Indicator).ThenBy(r => r.Row.Depth)
            .ThenBy(r => $"{r.Row.Label} {r.Row.Given} {r.Row.Lost}", StringComparer.Ordinal).Select(r => r.Row)];
    }

    /// <summary>The same rows out of the engine's own tree.</summary>
    public static List<TreeRow> Of(ScoreNode node, int depth = 1) =>
        [.. node.Children.SelectMany(c => (List<TreeRow>)[new(depth, c.Name?.Id ?? c.Value!, c.Score is { } score ? Figure((long)score.RoundHalfAway(4)) : "tidak berlaku", Figure(c.Given!.Value), Figure(c.Lost!.Value)), .. Of(c, depth + 1)])];

    private static string Figure(long steps) => Bands.FourDecimals(steps).Replace('.', ',');
}
