using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.TestSupport;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>One unit is answered at the desk by keyboard alone, another in a workbook.</summary>
internal sealed class DeskSteps(SmallCycleSite site)
{
    private static readonly string[] Parts = ["input", "process", "output", "complaints"];

    /// <summary>Who only reads finds figures and no cell to type into.</summary>
    public async Task ReadersDoNotWrite()
    {
        await using var page = await site.As("auditor");
        await page.GotoAsync(site.Unit(Golden.HealthCentre.Unit) + "/isi/input");
        await page.Shows("Kompetensi Pelaksana");
        await page.Lacks("main input.value");
        await page.Lacks("main button");
    }

    public async Task AnswerByKeyboard()
    {
        var (answers, unit) = (Golden.HealthCentre, site.Unit(Golden.HealthCentre.Unit));
        await using var page = await site.As(LeastRole.For(Right.AnswersWrite));
        await page.Context.AddInitScriptAsync("addEventListener('mousedown', () => { throw new Error('a mouse'); })");
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(unit + "/responden");
        for (var n = 1; n <= answers.Users.Length; n++)
            await AddUser(page, n);
        await page.GotoAsync(unit);
        await Follow(page, "main a[href$='/isi/input']");
        foreach (var part in Parts)
        {
            await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/isi/{part}$"));
            await page.ToFirstEmpty();
            var keys = answers.Keys(part);
            if (part == "process")
                await Offline(page, keys[..3]);
            await page.Type(part == "process" ? keys[3..] : keys);
            await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Tersimpan");
            await Assertions.Expect(page.Locator("main .grid td.cell[data-state=saved]")).ToHaveCountAsync(keys.Length);
            if (part == "input")
                await page.Picture("assessor-5-desk");
            if (part != Parts[^1])
                await Follow(page, $"main nav.links a[href$='/isi/{Parts[Array.IndexOf(Parts, part) + 1]}']");
        }
        Assert.Empty(errors);
    }

    public async Task AnswerByWorkbook()
    {
        var (answers, address) = (Golden.HealthOffice, site.Unit(Golden.HealthOffice.Unit) + "/buku-kerja");
        await using var page = await site.As(LeastRole.For(Right.AnswersWrite));
        await page.GotoAsync(address);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href*=xlsx]"));
        var book = Fill(new WorkbookEditor(await File.ReadAllBytesAsync(await download.PathAsync())), answers);
        await page.SetInputFilesAsync("#berkas", new FilePayload { Name = download.SuggestedFilename, MimeType = "application/octet-stream", Buffer = book.File });
        await page.ClickAsync("main form:has(#berkas) button");
        await Assertions.Expect(page.Locator("main ul.counts")).ToContainTextAsync($"Baru: {answers.All.Count()}");
        await page.Picture("assessor-6-workbook");
        await page.ClickAsync("main form:has(input[name=isi]) button");
        await Assertions.Expect(page.Locator("main > .done")).ToBeVisibleAsync();
    }

    private WorkbookEditor Fill(WorkbookEditor book, UnitAnswers answers)
    {
        var subjects = new Dictionary<char, List<string>> { ['o'] = Of(SubjectRole.Officer), ['p'] = Of(SubjectRole.Product), ['k'] = Of(SubjectRole.ComplaintOfficer) };
        foreach (var (indicator, subject, value) in answers.All)
        {
            var number = subject.Length == 0 ? 0 : subject[1] - '0';
            var key = $"{indicator}|{(number == 0 ? "" : subject[0] == 'u' ? $"user#{number}" : subjects[subject[0]][number - 1])}";
            book.Set(key, "E", value == "na" ? value : (object)(double)(value[0] - '0'));
            if (value == "na")
                book.Set(key, "G", "Produk ini tidak dilayani terpadu");
        }
        foreach (var n in Enumerable.Range(1, answers.Users.Length))
            book.Set($"user#{n}", "E", "ya");
        return book;

        List<string> Of(string role) => site.Subjects(answers.Unit, role);
    }

    /// <summary>Typed while the line is broken: kept, and sent when it is back.</summary>
    private static async Task Offline(IPage page, string keys)
    {
        await page.Context.SetOfflineAsync(true);
        await page.Type(keys);
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Belum tersimpan");
        await page.Picture("assessor-7-offline", height: 420);
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Tersimpan", new() { Timeout = 40_000 });
    }

    private static async Task AddUser(IPage page, int number)
    {
        await page.FocusAsync("#setuju-user");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main td:has-text('setuju diwawancarai')")).ToHaveCountAsync(number);
    }

    private static async Task Follow(IPage page, string link)
    {
        await page.Locator(link).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
