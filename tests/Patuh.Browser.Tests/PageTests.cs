using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

public sealed class PageTests(Browser browser)
{
    public static TheoryData<string> Paths =>
    [
        "/", "/en", "/peringkat", "/peringkat/2023/kabupaten-kota?provinsi=17", "/peringkat/2015/kota", "/instansi/kabupaten-lebong",
        "/instansi/kabupaten-musi-banyuasin", "/metode", "/metode/ombudsman-2023", "/koreksi", "/latihan", "/latihan/1", "/latihan/1/instansi/a00020", "/nothing",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_is_accessible_and_fits_wide_and_narrow_light_and_dark(string path)
    {
        foreach (var (width, dark) in ((int, bool)[])[(1280, false), (1280, true), (360, false), (360, true)])
        {
            await using var context = await browser.Context(width, dark);
            var page = await context.NewPageAsync();
            var errors = new List<string>();
            page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) errors.Add(message.Text); };
            await page.GotoAsync(path);
            var axe = await page.RunAxe();
            Assert.True(axe.Violations.Length == 0, $"{path} {width} {(dark ? "dark" : "light")}: " + string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Nodes[0].Html} {v.Nodes[0].Any.FirstOrDefault()?.Message}")));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {width}");
            Assert.Empty(errors);
        }
    }

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
        await page.GetByLabel("Provinsi").SelectOptionAsync("Bengkulu");
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
