using Microsoft.Playwright;

namespace Patuh.Browser.Tests;

/// <summary>Uploading in a real browser: with the script, which goes on by itself when the connection is back, and without one.</summary>
public sealed class UploadTests(Browser browser)
{
    private static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, .. new byte[3_000_000], .. "\n%%EOF\n"u8];

    [Fact]
    public async Task Files_travel_ahead_of_the_form_wait_for_the_connection_and_tell_what_was_not_taken()
    {
        await using var context = await browser.Context(360, dark: true);
        var page = await Enter(context);
        await page.SetInputFilesAsync("#berkas", [File("animasi.gif", "GIF89a"u8.ToArray())]);
        await Assertions.Expect(page.Locator(".uploads .refused .note")).ToContainTextAsync("GIF tidak diterima");
        await page.SetInputFilesAsync("#berkas", [File("maklumat.pdf", Pdf)]);
        await Assertions.Expect(page.Locator(".uploads .kept")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".upload [role=status]")).ToContainTextAsync("maklumat.pdf sudah diunggah");

        await context.SetOfflineAsync(true);
        await page.SetInputFilesAsync("#berkas", [File("standar.pdf", [.. Pdf, 10])]);
        await Assertions.Expect(page.Locator(".uploads li").Filter(new() { HasText = "standar.pdf" }).Locator(".note")).ToContainTextAsync("ambungan");
        // sent while one is on its way: it waits
        await page.ClickAsync(".uploads .refused button:visible");
        await page.ClickAsync("main form button[type=submit]");
        await Assertions.Expect(page.Locator(".upload [role=status]")).ToContainTextAsync("Formulir dikirim sesudah semuanya selesai");
        await context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Berkas sudah diunggah.");
        foreach (var name in (string[])["maklumat.pdf", "standar.pdf"])
            await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = name }).First).ToContainTextAsync("Siap dipakai");
        await Axe.Passes(page);
    }

    [Fact]
    public async Task Without_a_script_the_form_brings_the_files()
    {
        await using var context = await browser.Context(javaScript: false);
        var page = await Enter(context);
        await page.SetInputFilesAsync("#berkas", [File("tanpa skrip.pdf", Pdf)]);
        await page.ClickAsync("main form button[type=submit]");
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Berkas sudah diunggah.");
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "tanpa skrip.pdf" })).ToHaveCountAsync(1);
    }

    private static async Task<IPage> Enter(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/kerja/masuk");
        await page.ClickAsync("button[value=agency_coordinator]");
        await page.WaitForURLAsync("**/kerja");
        await page.GotoAsync("/kerja/berkas");
        return page;
    }

    private static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };
}
