using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

/// <summary>axe-core in the page itself: a page has no frame to look into, so that nothing needs a second page to be put together in.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>No violation of any rule, and nothing wider than the window.</summary>
    public static async Task Passes(IPage page)
    {
        await page.EvaluateAsync(Script);
        var violations = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(v => `${v.id} ${v.nodes[0].html} ${v.nodes[0].any[0]?.message ?? ""}`)
            """);
        Assert.True(violations.Length == 0, $"{page.Url} {page.ViewportSize?.Width}: {string.Join("; ", violations)}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} is wider than {page.ViewportSize?.Width}");
    }
}
