using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

/// <summary>The work area in a real browser: through the demo's door, by keyboard, without a script, accessible wide and narrow.</summary>
public sealed class WorkAreaTests(Browser browser)
{
    private static readonly (string Role, string[] Paths)[] Visits =
    [
        ("national_administrator",
        [
            "", "/orang", "/organisasi?q=lebong", "/organisasi/kabupaten-lebong", "/organisasi/ombudsman/undang", "/akun", "/akun/faktor-kedua", "/akun/kunci-sandi", "/masuk/kunci-sandi", "/laporan-kesalahan", "/keluar", "/tidak-ada", "/panduan", "/panduan/asesor", "/panduan/instansi",
            "/organisasi/unit-demo-puskesmas-lebong", "/organisasi/unit-demo-puskesmas-lebong/nama", "/organisasi/unit-demo-puskesmas-lebong/pindah", "/organisasi/unit-demo-puskesmas-lebong/pecah", "/organisasi/kabupaten-lebong/gabung",
            "/narahubung?q=lebong", "/organisasi/kabupaten-lebong/narahubung", "/organisasi/kabupaten-lebong/narahubung/daftar", "/organisasi/kabupaten-lebong/narahubung/pesan",
        ]),
        ("auditor", ["", "/jejak", "/jejak?dari=2030-01-01", "/orang"]),
        ("unit_officer", ["", "/organisasi", "/orang", "/berkas"]),
    ];

    [Theory]
    [InlineData("", 1280, 320)]
    [InlineData("/en", 320, 1280)]
    public async Task Pages_of_work_are_accessible_and_fit_wide_and_narrow_light_and_dark(string language, int light, int dark)
    {
        (int, bool)[] views = [(light, false), (dark, true)];
        foreach (var (role, paths) in Visits)
        {
            await using var context = await browser.Context();
            var page = await context.NewPageAsync();
            await page.GotoAsync($"/kerja{language}/masuk");
            await Axe.Passes(page, views);
            await page.ClickAsync($"button[value={role}]");
            await page.WaitForURLAsync($"**/kerja{language}");
            foreach (var path in paths)
            {
                await page.GotoAsync($"/kerja{language}{path}");
                await Axe.Passes(page, views);
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

    [Fact]
    public async Task Somebody_invited_adds_a_passkey_and_signs_in_with_it()
    {
        // a passkey belongs to a name, never to the figures of an address
        var site = new UriBuilder(browser.Address) { Host = "localhost" }.Uri.ToString();
        await using var office = await browser.Context();
        var admin = await office.NewPageAsync();
        await admin.GotoAsync(site + "kerja/masuk");
        await admin.ClickAsync("button[value=national_administrator]");
        await admin.WaitForURLAsync("**/kerja");
        await admin.GotoAsync(site + "kerja/organisasi/ombudsman/undang");
        await admin.FillAsync("#surel", "rina@contoh.go.id");
        await admin.FillAsync("#nama", "Rina Kusuma");
        await admin.SelectOptionAsync("#peran", "auditor");
        await admin.ClickAsync("main button[type=submit]");
        var link = await admin.InputValueAsync("#tautan");

        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        var devTools = await context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        var added = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync(link);
        await page.FillAsync("#sandi", "kopi tubruk sore hari");
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/kerja");
        await page.GotoAsync(site + "kerja/akun/kunci-sandi");
        await page.FillAsync("#nama", "laptop dinas");
        await page.FillAsync("#sandi", "bukan sandinya");
        await page.ClickAsync("text=Buat kunci sandi");
        await Assertions.Expect(page.Locator(".wrong")).ToHaveTextAsync("Kata sandi itu tidak cocok.");
        await page.FillAsync("#sandi", "kopi tubruk sore hari");
        await page.ClickAsync("text=Buat kunci sandi");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Kunci sandi sudah ditambahkan");
        await Axe.Passes(page);

        await page.GotoAsync(site + "kerja/keluar");
        await page.ClickAsync("main button[type=submit]");
        await page.GotoAsync(site + "kerja/masuk?ke=/kerja/jejak");
        await page.ClickAsync("text=Masuk dengan kunci sandi");
        await page.WaitForURLAsync("**/kerja/jejak");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Jejak");

        // a device that does not open: said in words, and the password remains
        await page.GotoAsync(site + "kerja/keluar");
        await page.ClickAsync("main button[type=submit]");
        await devTools.SendAsync("WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = added!.Value.GetProperty("authenticatorId").GetString()!, ["isUserVerified"] = false });
        await page.GotoAsync(site + "kerja/masuk");
        await page.ClickAsync("text=Masuk dengan kunci sandi");
        await Assertions.Expect(page.Locator(".wrong")).ToHaveTextAsync("Kunci sandi tidak dibuka. Coba lagi, atau pakai kata sandi.");
    }
}
