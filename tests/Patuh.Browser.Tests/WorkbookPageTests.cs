using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;

namespace Patuh.Browser.Tests;

/// <summary>The workbook's page in a real browser, without a script: downloaded, brought back, looked at.</summary>
public sealed class WorkbookPageTests(Browser browser)
{
    [Theory]
    [InlineData("", 1280, false)]
    [InlineData("/en", 360, true)]
    public async Task A_workbook_is_downloaded_and_brought_back_by_keyboard_and_the_page_is_accessible(string language, int width, bool dark)
    {
        var (unit, name) = await Unit(width == 1280 ? 0 : 1);
        await using var context = await browser.Context(width, dark);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/kerja{language}/masuk");
        await page.ClickAsync("button[value=assessor]");
        await page.WaitForURLAsync($"**/kerja{language}");
        await page.GotoAsync($"/kerja{language}/penilaian/{unit}/buku-kerja");
        await Check(page, $"workbook-{width}");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href*=xlsx]"));
        Assert.Equal($"buku-kerja-2023-simulasi-kabupaten-lebong-{name.ToLowerInvariant().Replace(' ', '-')}.xlsx", download.SuggestedFilename);
        await page.SetInputFilesAsync("#berkas", await download.PathAsync());
        await page.FocusAsync("form:has(#berkas) button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync(language.Length == 0 ? "sama dengan yang sudah tersimpan" : "the same as what is saved");
        await Check(page, $"workbook-same-{width}");
        await page.SetInputFilesAsync("#berkas", new FilePayload { Name = "isi.xlsx", MimeType = "application/octet-stream", Buffer = FillIn(await File.ReadAllBytesAsync(await download.PathAsync())) });
        await page.ClickAsync("form:has(#berkas) button");
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(6);
        await Check(page, $"workbook-preview-{width}");
        await page.ClickAsync("form:has(input[name=isi]) button");
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await page.SetInputFilesAsync("#berkas", new FilePayload { Name = "x.xlsx", MimeType = "application/octet-stream", Buffer = "x"u8.ToArray() });
        await page.ClickAsync("form:has(#berkas) button");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await Check(page, $"workbook-wrong-{width}");
    }

    /// <summary>The first rows of the first dimension.</summary>
    private static byte[] FillIn(byte[] file)
    {
        var stream = new MemoryStream();
        stream.Write(file);
        using (var book = SpreadsheetDocument.Open(stream, true))
        {
            var first = book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().ElementAt(1).Id!;
            foreach (var row in ((WorksheetPart)book.WorkbookPart.GetPartById(first!)).Worksheet!.GetFirstChild<SheetData>()!.Elements<Row>().Skip(3).Take(6))
                row.Elements<Cell>().ElementAt(4).CellValue = new CellValue((int)(row.RowIndex!.Value % 6));
        }
        return stream.ToArray();
    }

    private static async Task Check(IPage page, string picture)
    {
        if (Environment.GetEnvironmentVariable("PATUH_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, picture + ".png"), FullPage = true });
        await Axe.Passes(page);
    }

    /// <summary>A unit of a cycle of practice whose data collection is today.</summary>
    private async Task<(string Id, string Name)> Unit(int at)
    {
        await using var db = browser.Database.Open();
        const string Cycle = "2023-simulasi";
        if (!db.Set<AssessmentCycleRow>().Any(c => c.Id == Cycle))
        {
            new CycleFactory(db, TimeProvider.System).Create(By.CommandLine, 2023, CycleKind.Simulated, only: ["kabupaten-lebong"]);
            await new CycleOpening(db, TimeProvider.System).Open(By.CommandLine, Cycle, default);
            var (from, to) = (Stamp.Of(Stamp.Today(TimeProvider.System)), "2099-12-31");
            await db.Set<CycleStageRow>().Where(s => s.CycleId == Cycle && s.Stage == Stages.Collection).ExecuteUpdateAsync(s => s.SetProperty(x => x.BeginsOn, from).SetProperty(x => x.EndsOn, to));
        }
        var units = db.Set<AssessmentRow>().Where(a => a.CycleId == Cycle && a.Name.StartsWith("Dinas") && a.Level == AssessmentLevel.Unit && a.Chosen).OrderBy(a => a.Position).Select(a => new { a.Id, a.Name }).ToList();
        return (units[at].Id, units[at].Name);
    }
}
