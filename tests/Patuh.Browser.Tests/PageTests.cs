using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

public sealed class PageTests(Browser browser)
{
    [Fact]
    public async Task The_score_tree_opens_by_keyboard_down_to_an_answer_without_JavaScript()
    {
        await using var context = await browser.Context(javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/latihan/1/instansi/a00020");
        await page.Locator(".tree > details > summary").First.FocusAsync();
        for (var level = 0; level < 4; level++)
        {
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("Tab");
        }
        await Assertions.Expect(page.Locator(".tree .leaf").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_menu()
    {
        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("isi", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_province_is_chosen_without_JavaScript_and_the_language_keeps_the_place()
    {
        await using var context = await browser.Context(360, javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/peringkat/2023/kabupaten-kota");
        await page.GetByLabel("Provinsi", new() { Exact = true }).SelectOptionAsync("Bengkulu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Kabupaten Kaur meraih nilai tertinggi di Bengkulu pada 2023");
        await page.GetByRole(AriaRole.Link, new() { Name = "EN", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Kabupaten Kaur has the highest score in Bengkulu in 2023");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kabupaten Lebong" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Kabupaten Lebong: 93.76");
    }

    [Fact]
    public async Task The_own_font_is_used()
    {
        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        Assert.True(await page.EvaluateAsync<bool>("document.fonts.ready.then(() => document.fonts.check('16px \"Plus Jakarta Sans\"'))"));
    }
}
