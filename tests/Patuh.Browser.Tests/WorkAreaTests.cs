using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

/// <summary>The work area in a real browser: through the demo's door, by keyboard, without a script, accessible wide and narrow.</summary>
public sealed class WorkAreaTests(Browser browser)
{
    private static readonly (string Role, string[] Paths)[] Visits =
    [
        ("national_administrator",
        [
            "", "/orang", "/organisasi?q=lebong", "/organisasi/kabupaten-lebong", "/organisasi/ombudsman/undang", "/akun", "/akun/faktor-kedua", "/laporan-kesalahan", "/keluar", "/tidak-ada",
        ]),
        ("auditor", ["", "/jejak", "/jejak?dari=2030-01-01", "/orang"]),
        ("unit_officer", ["", "/organisasi", "/orang"]),
    ];

    [Theory]
    [InlineData("", 1280, false)]
    [InlineData("", 320, true)]
    [InlineData("/en", 1280, true)]
    [InlineData("/en", 320, false)]
    public async Task Pages_of_work_are_accessible_and_fit(string language, int width, bool dark)
    {
        foreach (var (role, paths) in Visits)
        {
            await using var context = await browser.Context(width, dark, javaScript: true);
            var page = await context.NewPageAsync();
            await page.GotoAsync($"/kerja{language}/masuk");
            await Check(page, width);
            await page.ClickAsync($"button[value={role}]");
            await page.WaitForURLAsync($"**/kerja{language}");
            foreach (var path in paths)
            {
                await page.GotoAsync($"/kerja{language}{path}");
                await Check(page, width);
            }
        }
    }

    [Fact]
    public async Task A_unit_is_added_by_keyboard_alone_without_a_script()
    {
        await using var context = await browser.Context(javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/kerja/masuk");
        await page.FocusAsync("button[value=agency_coordinator]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/kerja");
        await page.GotoAsync("/kerja/organisasi/kabupaten-lebong");
        await page.FocusAsync("#nama");
        await page.Keyboard.TypeAsync("Puskesmas Topos");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Unit layanan sudah ditambahkan.");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Puskesmas Topos" })).ToBeVisibleAsync();
    }

    private static async Task Check(IPage page, int width)
    {
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{page.Url} {width}: " + string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Nodes[0].Html} {v.Nodes[0].Any.FirstOrDefault()?.Message}")));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} is wider than {width}");
    }
}
