using Microsoft.Playwright;
using Patuh.TestSupport;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>Pictures of docs/guide, made where PATUH_GUIDE_PICTURES=1: the page's content without its head and foot.</summary>
internal static class Pictures
{
    private const int Largest = 120_000;
    private const int Margin = 4;

    private static bool Wanted => Environment.GetEnvironmentVariable("PATUH_GUIDE_PICTURES") == "1";

    /// <summary>From the top of the content, or of an element within it, so many pixels down at most.</summary>
    public static async Task Picture(this IPage page, string name, string? from = null, int height = 720)
    {
        if (!Wanted)
            return;
        // what sticks to the window's edge is at its own place when nothing is scrolled
        await page.EvaluateAsync("scrollTo(0, 0); document.fonts.ready");
        var main = (await page.Locator("main").BoundingBoxAsync())!;
        var top = from is null ? main.Y : (await page.Locator(from).First.BoundingBoxAsync())!.Y - Margin;
        var bytes = await page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
            Caret = ScreenshotCaret.Hide,
            Clip = new Clip { X = 0, Y = top, Width = 1280, Height = Math.Min(height, main.Y + main.Height - top) },
        });
        Assert.True(bytes.Length <= Largest, $"{name} has {bytes.Length} bytes: show less of the page");
        await File.WriteAllBytesAsync(Repository.File("docs", "guide", name + ".png"), bytes);
    }
}
