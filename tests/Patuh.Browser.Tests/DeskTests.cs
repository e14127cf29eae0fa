using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Browser.Tests.SmallCycle;

namespace Patuh.Browser.Tests;

/// <summary>The desk in a real browser: by keyboard alone, saved as it is typed, also when the connection goes; its pages accessible wide and narrow.</summary>
public sealed class DeskTests(Browser browser)
{
    private AssessmentRow Unit(int position)
    {
        using var db = browser.Database.Open();
        // the demo's own cycle; other tests bring older ones
        return db.Set<AssessmentRow>().Where(a => a.CycleId.EndsWith("-simulasi") && a.AgencyId == "kabupaten-lebong" && a.Level == AssessmentLevel.Unit && a.Position == position).OrderByDescending(a => a.CycleId).First();
    }

    private string? Value(string assessment, string indicator, string subject = "")
    {
        using var db = browser.Database.Open();
        return db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == assessment && h.Kind == AnswerKind.Assessed && h.Indicator == indicator && h.SubjectId == subject).Select(h => h.Value).SingleOrDefault();
    }

    private static async Task<IPage> Enter(IBrowserContext context, string role, string language = "")
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/kerja{language}/masuk");
        await page.ClickAsync($"button[value={role}]");
        await page.WaitForURLAsync($"**/kerja{language}");
        return page;
    }

    [Fact]
    public async Task A_part_is_filled_in_by_keyboard_alone_and_saved_as_it_is_typed()
    {
        var unit = Unit(3);
        await using var context = await browser.Context();
        var page = await Enter(context, "assessor");
        await page.GotoAsync($"/kerja/penilaian/{unit.Id}/isi/input");
        await page.ToFirstEmpty();
        // figures go down a column and on to the next; the last column is followed by the table below
        foreach (var key in "5432")
            await page.Keyboard.PressAsync(key.ToString());
        await page.Keyboard.PressAsync("5");
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Tersimpan");
        await Assertions.Expect(page.Locator("[data-given]")).ToHaveTextAsync("5");
        Assert.Equal("5", Value(unit.Id, "in.2"));
        // not applicable asks for its reason, and Enter gives it
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("Unit ini tidak punya loket");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-given]")).ToHaveTextAsync("6");
        Assert.Equal("na", Value(unit.Id, "in.3"));
        // undone, and the page is as it was
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("diurungkan");
        Assert.Equal("", Value(unit.Id, "in.3"));
        // outside the scale: said, not sent
        await page.FocusAsync("[id='in.4']");
        await page.Keyboard.PressAsync("9");
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Di luar skala");
        Assert.Null(Value(unit.Id, "in.4"));
    }

    [Fact]
    public async Task What_is_typed_without_a_connection_is_kept_and_sent_when_there_is_one()
    {
        var unit = Unit(4);
        await using var context = await browser.Context();
        var page = await Enter(context, "assessor");
        await page.GotoAsync($"/kerja/penilaian/{unit.Id}/isi/input");
        await context.SetOfflineAsync(true);
        await page.FocusAsync("[id='in.2']");
        await page.Keyboard.PressAsync("4");
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Belum tersimpan");
        Assert.Null(Value(unit.Id, "in.2"));
        await context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Tersimpan", new() { Timeout = 40_000 });
        Assert.Equal("4", Value(unit.Id, "in.2"));
        using var db = browser.Database.Open();
        Assert.Equal(1, await db.Set<AnswerEventRow>().CountAsync(e => e.AssessmentId == unit.Id && e.Indicator == "in.2"));
    }

    [Fact]
    public async Task Two_tabs_that_did_not_see_each_other_show_the_conflict()
    {
        var unit = Unit(5);
        await using var context = await browser.Context();
        var first = await Enter(context, "assessor");
        await first.GotoAsync($"/kerja/penilaian/{unit.Id}/isi/input");
        var second = await context.NewPageAsync();
        await second.GotoAsync($"/kerja/penilaian/{unit.Id}/isi/input");
        await first.FocusAsync("[id='in.2']");
        await first.Keyboard.PressAsync("5");
        await Assertions.Expect(first.Locator("[data-says]")).ToContainTextAsync("Tersimpan");
        await second.FocusAsync("[id='in.2']");
        await second.Keyboard.PressAsync("3");
        await Assertions.Expect(second.Locator("td[data-state=conflict]")).ToHaveCountAsync(1);
        await Assertions.Expect(second.Locator("[data-conflicts]")).ToContainTextAsync("1 bertentangan");
        await second.GotoAsync($"/kerja/penilaian/{unit.Id}/kolom/in.2");
        await second.ClickAsync("text=Pakai 5");
        await second.WaitForURLAsync("**/isi/input**");
        Assert.Equal("5", Value(unit.Id, "in.2"));
    }

    [Theory]
    [InlineData("", 1280, true)]
    [InlineData("/en", 320, false)]
    public async Task Pages_of_a_cycle_are_accessible_and_fit(string language, int width, bool dark)
    {
        var unit = Unit(1);
        string[] paths =
        [
            "/siklus", $"/siklus/{unit.CycleId}", $"/siklus/{unit.CycleId}/instansi", $"/siklus/{unit.CycleId}/instansi/kabupaten-lebong", $"/penilaian/{unit.Id}", $"/penilaian/{unit.Id}?jenis=self", $"/penilaian/{unit.Id}/isi/input", $"/penilaian/{unit.Id}/kolom/in.3",
            $"/penilaian/{unit.Id}/responden", $"/penilaian/{unit.Id}/beda", $"/siklus/{unit.CycleId}/unit", $"/siklus/{unit.CycleId}/instansi/kabupaten-lebong/pohon", $"/siklus/{unit.CycleId}/kunjungan/daerah",
            $"/siklus/{unit.CycleId}/kekurangan/produk", $"/siklus/{unit.CycleId}/kekurangan/mandiri",
        ];
        await using var context = await browser.Context(width, dark);
        var page = await Enter(context, "assessor", language);
        foreach (var path in paths)
            await Check(page, $"/kerja{language}{path}");
        await using var other = await browser.Context(width, dark);
        var national = await Enter(other, "national_administrator", language);
        foreach (var path in (string[])["/siklus", "", $"/siklus/{unit.CycleId}/tutup", $"/siklus/{unit.CycleId}/tahap?tutup=collection", $"/siklus/{unit.CycleId}/instrumen", $"/siklus/{unit.CycleId}/sampel", $"/siklus/{unit.CycleId}/sampel/pilih", $"/siklus/{unit.CycleId}/tambah-instansi", $"/siklus/{unit.CycleId}/instansi/kabupaten-lebong?unit={unit.Id}"])
            await Check(national, $"/kerja{language}{path}");
    }

    private static async Task Check(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Axe.Passes(page);
    }
}
