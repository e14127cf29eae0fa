using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;

namespace Patuh.Browser.Tests;

/// <summary>Forms as they come out of a printer: Chromium makes the paper.</summary>
public sealed partial class PaperTests(Browser browser)
{
    private static readonly Lock Making = new();

    [Theory]
    [InlineData("wawancara", 6)]
    [InlineData("observasi", 3)]
    [InlineData("warga", 2)]
    public async Task Forms_fit_on_A4_with_every_question_whole(string set, int forms)
    {
        await using var context = await browser.Context();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/kerja/masuk");
        await page.ClickAsync("button[value=assessor]");
        await page.WaitForURLAsync("**/kerja");
        await page.GotoAsync($"/kerja/penilaian/{Unit()}/formulir?bagian={set}{(set == "warga" ? "&jumlah=2" : "")}");
        Assert.Equal(forms, await page.Locator(".paper section").CountAsync());
        var pdf = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("PATUH_PICTURES") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, set + ".pdf"), pdf);
        var sheets = Page().Matches(Encoding.Latin1.GetString(pdf)).ToList();
        Assert.InRange(sheets.Count, forms, forms * 2);
        Assert.All(Box().Matches(Encoding.Latin1.GetString(pdf)), b => Assert.Equal("594.9 841.9", $"{b.Groups[1].Value[..5]} {b.Groups[2].Value[..5]}"));
        // at the width of the paper nothing sticks out of its cell, and no question is higher than half a sheet
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.SetViewportSizeAsync(703, 1000);
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.paper td, .paper th, .paper section')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.trim().slice(0, 60))"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.paper .question')].filter(e => e.offsetHeight > 480).map(e => e.textContent.trim().slice(0, 60))"));
        Assert.Equal(0, await page.Locator("header.site:visible, footer.site:visible, .no-print:visible").CountAsync());
    }

    [Fact]
    public async Task An_agency_prints_no_question_that_only_assessors_may_know_and_blank_forms_have_lines()
    {
        Unit();
        await using var context = await browser.Context(javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/kerja/masuk");
        await page.ClickAsync("button[value=agency_coordinator]");
        await page.WaitForURLAsync("**/kerja");
        await page.GotoAsync("/kerja/formulir/ombudsman-2023?bagian=observasi");
        Assert.True(await page.Locator(".paper dd.line").CountAsync() > 4);
        Assert.Equal(2, await page.Locator(".paper section").CountAsync());
        await page.GotoAsync("/kerja/siklus/2026-simulasi/formulir/regency");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Pilih formulirnya");
        // those of a draft are for who plans it
        await page.GotoAsync("/kerja/siklus/2024-simulasi/formulir/regency");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Halaman tidak ditemukan");
        await page.GotoAsync("/kerja/formulir/ombudsman-2015");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Halaman tidak ditemukan");
    }

    /// <summary>A unit of a simulated cycle, made once.</summary>
    private string Unit()
    {
        lock (Making)
        {
            using var db = browser.Database.Open();
            if (!db.Set<AssessmentCycleRow>().Any(c => c.Id == "2024-simulasi"))
                new CycleFactory(db, TimeProvider.System).Create(By.CommandLine, 2024, CycleKind.Simulated, only: ["kabupaten-lebong"]);
            return db.Set<AssessmentRow>().First(a => a.CycleId == "2024-simulasi" && a.Name == "Dinas Kesehatan").Id;
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]")]
    private static partial Regex Box();
}
