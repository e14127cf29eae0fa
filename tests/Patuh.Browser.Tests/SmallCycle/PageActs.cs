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

    public static async Task Type(this IPage page, string keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key.ToString());
    }
}
