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

    [Theory]
    [InlineData("kab muba", "Kabupaten Musi Banyuasin")]
    [InlineData("Lubuklinggau", "Kota Lubuk Linggau")]
    [InlineData("OKUT", "Kabupaten Ogan Komering Ulu Timur")]
    public async Task A_citizen_finds_their_own_regency_by_typing_its_name_and_pressing_enter(string name, string heading)
    {
        await using var context = await browser.Context(360, javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(heading);
    }

    [Fact]
    public async Task The_first_visit_is_light_and_asks_no_other_site()
    {
        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        var requests = new List<IRequest>();
        page.RequestFinished += (_, request) => requests.Add(request);
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.All(requests, r => Assert.StartsWith(browser.Address, r.Url, StringComparison.Ordinal));
        var bytes = 0L;
        foreach (var request in requests)
            bytes += await request.SizesAsync() is var sizes ? sizes.ResponseBodySize + sizes.ResponseHeadersSize : 0;
        Assert.InRange(bytes, 20_000, 120_000);
    }

    [Fact]
    public async Task The_calculator_is_used_by_keyboard_alone_and_leads_to_what_is_wrong()
    {
        await using var context = await browser.Context(javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/hitung");
        await page.GetByLabel("Sebuah nilai").FocusAsync();
        await page.Keyboard.TypeAsync("banyak");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".govuk-error-summary a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Sebuah nilai")).ToHaveValueAsync("banyak");
        await page.GetByLabel("Sebuah nilai").FillAsync("87,05");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".says")).ToContainTextAsync("0,95 lagi untuk A");
    }

    [Fact]
    public async Task A_printed_top_ten_has_its_figures_and_whose_site_it_is_and_no_menu()
    {
        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sepuluh-besar/2024/provinsi");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".ten")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("footer strong")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("header nav")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("header .search")).ToBeHiddenAsync();
    }
}
