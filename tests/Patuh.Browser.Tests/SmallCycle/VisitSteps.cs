using Microsoft.Playwright;
using Patuh.Accounts.Permissions;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>Visits from the focal point who is told to the respondents who agreed.</summary>
internal sealed class VisitSteps(SmallCycleSite site)
{
    public const string Calendar = "/kerja/siklus/" + SmallCycleSite.Cycle + "/kunjungan";
    public const string Team = Calendar + "/tim?kantor=perwakilan-bengkulu";
    public const string Agency = Calendar + "/instansi/" + SmallCycleSite.Agency;
    public const string Notice = Agency + "/surat";
    public const string Confirm = Calendar + "/konfirmasi";

    private const string FocalPoint = "/kerja/organisasi/" + SmallCycleSite.Agency + "/narahubung";

    public async Task RegisterFocalPoint()
    {
        await using var page = await site.As(LeastRole.For(Right.FocalPointsWrite));
        await page.GotoAsync(FocalPoint + "/daftar");
        foreach (var (field, text) in ((string, string)[])[("nama", "Sri Wahyuni"), ("jabatan", "Kepala Bagian Organisasi"), ("telepon", "0812-3456-7890"), ("nomor-sk", "180/12/2024"), ("tanggal-sk", "2024-05-20")])
            await page.FillAsync("#" + field, text);
        await page.Picture("agency-1-focal-point", height: 640);
        await page.ClickAsync("main form button[type=submit]");
        await page.Shows("Sri Wahyuni");
    }

    public async Task Plan()
    {
        await using var page = await site.As(LeastRole.For(Right.PlansWrite));
        await page.GotoAsync(Team);
        await page.FillAsync("#nama", "Tim Rafflesia");
        await page.CheckAsync("label.check:has-text('Eka Puspita') input");
        await page.SelectOptionAsync("#ketua", new SelectOptionValue { Label = "Eka Puspita" });
        await page.ClickAsync("main form button[type=submit]");
        await page.Shows("Tim Rafflesia");
        await page.GotoAsync(Agency);
        await page.FillAsync("#mulai", "2024-06-18");
        await page.ClickAsync("main form.filter button");
        await Assertions.Expect(page.Locator("main input[name^='hari-']").First).ToHaveValueAsync("2024-06-18");
        await page.Picture("assessor-1-visits");
        await page.Send("Rencana");
        await Assertions.Expect(page.Locator("main table.stack tbody tr")).ToHaveCountAsync(2);
    }

    /// <summary>The notice has a number and the agency has been told; the visits say so.</summary>
    public async Task Notify()
    {
        await using var page = await site.As(LeastRole.For(Right.PlansWrite, Right.ContactsWrite));
        await page.GotoAsync(Notice);
        await page.Send("Buat");
        await Assertions.Expect(page.Locator("main tbody th a")).ToContainTextAsync("2024");
        await page.Send("Pesan");
        await page.Shows("Sri Wahyuni");
        await page.Picture("assessor-2-notice");
        await page.Send("Terkirim");
        await page.GotoAsync(Agency);
        await Assertions.Expect(page.Locator("main td:has-text('diberitahukan')")).ToHaveCountAsync(2);
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await (await page.APIRequest.GetAsync(await Letter(page))).BodyAsync())[..4]));
    }

    /// <summary>The agency reads when it is visited and by which letter; it plans nothing.</summary>
    public async Task AgencyReads()
    {
        await using var coordinator = await site.As("agency_coordinator");
        await coordinator.GotoAsync(Notice);
        await Assertions.Expect(coordinator.Locator("main tbody th a")).ToContainTextAsync("2024");
        await coordinator.Lacks("main form");
        await coordinator.Refuses(Team, 403);
        await coordinator.GotoAsync(Calendar + "?minggu=2024-06-17");
        await coordinator.Shows("diberitahukan");
        await coordinator.Picture("agency-2-visits");
        await using var officer = await site.As("unit_officer");
        await officer.GotoAsync(Notice);
        await officer.Lacks("main tbody");
        await officer.Lacks("main form");
    }

    public async Task ConfirmRespondents()
    {
        await using var page = await site.As(LeastRole.For(Right.PlansWrite));
        await page.GotoAsync(Confirm);
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(2);
        await page.Picture("assessor-3-confirm");
        await page.ClickAsync($"main tbody a:has-text('{Golden.HealthCentre.Unit}')");
        var waiting = page.Locator("main form.inline[action*='handler=Konfirmasi'] button");
        await Assertions.Expect(waiting).ToHaveCountAsync(6);
        for (var left = 6; left > 0; left--)
        {
            await waiting.First.ClickAsync();
            await Assertions.Expect(waiting).ToHaveCountAsync(left - 1);
        }
        // the other unit's officers have no names yet
        await page.GotoAsync(Confirm);
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(1);
    }

    /// <summary>On its day each visit is recorded as done.</summary>
    public async Task Record()
    {
        await using var page = await site.As(LeastRole.For(Right.PlansWrite));
        foreach (var unit in (UnitAnswers[])[Golden.HealthCentre, Golden.HealthOffice])
        {
            await page.GotoAsync(Agency);
            await page.ClickAsync($"main table a:has-text('{unit.Unit}')");
            await page.SelectOptionAsync("#keadaan", "done");
            await page.Send($"Catat&kunjungan={page.Url.Split('=')[^1]}");
            await page.Shows("selesai");
        }
    }

    private static async Task<string> Letter(IPage page)
    {
        await page.GotoAsync(Notice);
        return (await page.Locator("main tbody th a").First.GetAttributeAsync("href"))!;
    }
}
