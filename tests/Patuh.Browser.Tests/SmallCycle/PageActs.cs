using Microsoft.Playwright;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>What people do on pages of work.</summary>
internal static class PageActs
{
    /// <summary>Sends the form of that handler.</summary>
    public static Task Send(this IPage page, string handler) => page.ClickAsync($"main form[action$='handler={handler}'] button[type=submit]");

    /// <summary>The page says that it was done.</summary>
    public static Task Says(this IPage page, string sentence) => Assertions.Expect(page.Locator("main > .done")).ToContainTextAsync(sentence);

    public static Task Shows(this IPage page, string text) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);

    /// <summary>Nothing on the page leads to what this person may not do.</summary>
    public static Task Lacks(this IPage page, string selector) => Assertions.Expect(page.Locator(selector)).ToHaveCountAsync(0);

    /// <summary>The page is not for this person.</summary>
    public static async Task Refuses(this IPage page, string path, int status) => Assert.Equal(status, (await page.GotoAsync(path))!.Status);

    /// <summary>F8 at a desk, once it hears: a browser drops keys that come before it has painted the page.</summary>
    public static async Task ToFirstEmpty(this IPage page)
    {
        // shown by the script, which takes the keys
        await Assertions.Expect(page.Locator("[data-next]")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
        await page.Keyboard.PressAsync("F8");
        await Assertions.Expect(page.Locator("input.value:focus")).ToHaveCountAsync(1);
    }

    public static async Task Type(this IPage page, string keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key.ToString());
    }
}
