using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

/// <summary>axe-core in the page itself: a page has no frame to look into, so that nothing needs a second page to be put together in.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Of the rules, those that another width or another theme can break.</summary>
    private static readonly string[] OfTheLook = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

    /// <summary>No violation of any rule, and nothing wider than the window.</summary>
    public static Task Passes(IPage page) => Passes(page, only: null);

    /// <summary>The same page in each of these: the first by every rule, the others by those that depend on the look.</summary>
    public static async Task Passes(IPage page, IReadOnlyList<(int Width, bool Dark)> views, Func<(int Width, bool Dark), Task>? shown = null)
    {
        foreach (var (n, view) in views.Index())
        {
            await page.SetViewportSizeAsync(view.Width, 800);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light });
            if (shown is not null)
                await shown(view);
            await Passes(page, n == 0 ? null : OfTheLook);
        }
    }

    private static async Task Passes(IPage page, string[]? only)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script);
        var violations = await page.EvaluateAsync<string[]>("""
            async only => (await axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: only }) })).violations.map(v => `${v.id} ${v.nodes[0].html} ${v.nodes[0].any[0]?.message ?? ""}`)
            """, only);
        Assert.True(violations.Length == 0, $"{page.Url} {page.ViewportSize?.Width}: {string.Join("; ", violations)}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} is wider than {page.ViewportSize?.Width}");
    }
}
