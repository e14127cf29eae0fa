using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

/// <summary>What a method's page says of its changes.</summary>
public sealed class MethodPageTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    [Fact]
    public async Task What_changed_is_told_by_name_and_by_meaning_and_why_some_names_are_withheld()
    {
        var page = await site.Page("/en/metode/ombudsman-2025");
        var changes = page.QuerySelectorAll("main h2").Single(h => h.TextContent.StartsWith("What changed", StringComparison.Ordinal)).NextElementSibling!.NextElementSibling!;
        var lines = changes.Children.Select(l => l.TextContent.Trim()).ToList();
        // ou.1 is another indicator now: one came, one went
        Assert.Contains("New: Human Development Index ou.1", lines);
        Assert.Contains(lines, l => l.StartsWith("Removed: ", StringComparison.Ordinal) && l.EndsWith(" ou.1", StringComparison.Ordinal));
        Assert.Contains("Removed: Knowledge of the components of a service standard in.k1", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("New: in.1", StringComparison.Ordinal));
        Assert.Contains("New: 4 indicators whose names are not disclosed yet", lines);
        Assert.Contains("for assessors only before a visit", changes.NextElementSibling!.TextContent, StringComparison.Ordinal);
    }
}
