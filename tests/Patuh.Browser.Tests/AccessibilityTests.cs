namespace Patuh.Browser.Tests;

// both languages and both themes at both widths between them, and every rule at both widths; side by side, for each page takes seconds
public sealed class IndonesianPages(Browser browser) : AccessibilityTests(browser, "", [(1280, false), (320, true)]);

public sealed class EnglishPages(Browser browser) : AccessibilityTests(browser, "/en", [(320, false), (1280, true)]);

/// <summary>Every kind of page: no violation of axe-core's rules, no error in the console, never wider than the window. 320 pixels are 1280 at 400 % zoom.</summary>
public abstract class AccessibilityTests(Browser browser, string prefix, (int Width, bool Dark)[] views)
{
    public static TheoryData<string> Paths =>
    [
        "/", "/?tahun=2022", "/cari", "/cari?q=sungai", "/cari?q=zzzz", "/peringkat", "/peringkat/2023/kabupaten-kota?provinsi=17", "/peringkat/2022/kabupaten?urut=perubahan",
        "/peringkat/2015/kota", "/instansi/kabupaten-lebong", "/instansi/kabupaten-musi-banyuasin", "/instansi/kota-sorong", "/provinsi/sumatera-utara?tahun=2022", "/provinsi/aceh",
        "/sepuluh-besar", "/sepuluh-besar/2024/provinsi", "/banding", "/banding?i=kabupaten-lebong&i=kota-lubuk-linggau&tambah=sungai",
        "/hitung?tahun=2024&nilai=87%2C05", "/hitung?nilai=x", "/metode", "/metode/ombudsman-2023", "/data", "/tentang", "/koreksi", "/lapor-kesalahan?instansi=kota-sorong",
        "/latihan", "/latihan/1", "/latihan/1/instansi/a00020", "/latihan/1/banding?i=a00020&i=a00033", "/_ui", "/nothing",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_is_accessible_and_fits_wide_and_narrow_light_and_dark(string path)
    {
        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal) && !message.Text.Contains("400", StringComparison.Ordinal)) errors.Add(message.Text); };
        await page.GotoAsync(prefix + path);
        await Axe.Passes(page, views);
        Assert.Empty(errors);
    }
}
