using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>A cycle from nothing to open: made with its stages, planned for two units of one agency, opened.</summary>
internal sealed class PlanSteps(SmallCycleSite site)
{
    private const string Cycle = "/kerja/siklus/" + SmallCycleSite.Cycle;
    private const string Agency = Cycle + "/instansi/" + SmallCycleSite.Agency;

    private static readonly string[] Names = ["Rawat jalan", "Imunisasi", "Ratna Sari", "Agus Salim", "Dewi Anggraini", "Yusuf Hidayat", "Nur Aini", "Bayu Saputra"];

    public async Task Make()
    {
        await using var page = await site.As(LeastRole.For(Right.CyclesWrite));
        await page.GotoAsync("/kerja/siklus");
        await page.FillAsync("#tahun", SmallCycleSite.Cycle);
        await page.ClickAsync("text=Buat rancangan");
        await page.Says("Siklus sudah dibuat sebagai rancangan.");
        await page.ClickAsync("text=Ubah tahap");
        await page.FillAsync("#sampai-mentoring", "2024-06-15");
        await page.ClickAsync("main button[type=submit]");
        await page.Says("Tahap sudah disimpan.");
    }

    /// <summary>Whoever plans sees the draft, and can neither make, open nor move one.</summary>
    public async Task PlannersDoNotOpen()
    {
        await using var page = await site.As(LeastRole.For(Right.PlansWrite));
        await page.GotoAsync("/kerja/siklus");
        await page.Lacks("#tahun");
        await page.GotoAsync(Cycle);
        await page.Shows("rancangan");
        await page.Lacks("main a:has-text('Buka siklus')");
        await page.Lacks("main a:has-text('Ubah tahap')");
        await page.GotoAsync(Cycle + "/tahap");
        await page.Lacks("main input[type=date]");
    }

    /// <summary>Two units are the sample; each that is not assessed says why.</summary>
    public async Task Plan()
    {
        await using var page = await site.As(LeastRole.For(Right.PlansWrite));
        await page.GotoAsync($"{Cycle}/instansi/{SmallCycleSite.OtherAgency}");
        await page.ClickAsync("summary:has-text('Instansi dalam siklus ini')");
        await page.SelectOptionAsync("#status", "not_assessed");
        await page.FillAsync("#sebab", "Di luar sampel");
        await page.Send("Instansi");
        await page.Says("Rencana sudah disimpan.");
        await page.GotoAsync(Agency);
        var units = await page.Locator("main ul.links a[href*='?unit=']").AllAsync();
        foreach (var (name, address) in await Task.WhenAll(units.Select(async u => (await u.InnerTextAsync(), (await u.GetAttributeAsync("href"))!))))
        {
            if (name == Golden.HealthOffice.Unit)
                continue;
            await page.GotoAsync(address);
            await page.FillAsync("main .ask #nama", name == "Puskesmas pertama" ? Golden.HealthCentre.Unit : name);
            if (name != "Puskesmas pertama")
            {
                await page.SelectOptionAsync("#keadaan", "not_assessed");
                await page.FillAsync("main .ask #alasan", "Di luar sampel");
            }
            await page.ClickAsync("main .ask button[type=submit]");
            await page.Says("Rencana sudah disimpan.");
        }
        await NameRespondents(page);
    }

    /// <summary>The same plan, opened, without its pages: for what begins later in the story.</summary>
    public async Task Prepared()
    {
        await using var db = site.Database.Open();
        new CycleFactory(db, site.Clock).Create(By.CommandLine, 2024, CycleKind.Real, only: [SmallCycleSite.Agency]);
        var units = db.Set<AssessmentRow>().Where(a => a.Level == AssessmentLevel.Unit);
        var demo = await db.Set<OrganisationRow>().SingleAsync(o => o.Name == Golden.HealthCentre.Unit);
        await units.Where(u => u.Name == "Puskesmas pertama").ExecuteUpdateAsync(u => u.SetProperty(x => x.Name, demo.Name).SetProperty(x => x.Chosen, true).SetProperty(x => x.OrganisationId, demo.Id));
        await units.Where(u => u.Name != demo.Name && u.Name != Golden.HealthOffice.Unit).ExecuteUpdateAsync(u => u.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "Di luar sampel"));
        Assert.True(await new CycleOpening(db, site.Clock).Open(By.CommandLine, SmallCycleSite.Cycle, default));
    }

    public async Task Open()
    {
        await using var page = await site.As(LeastRole.For(Right.CyclesWrite));
        await page.GotoAsync(Cycle);
        await page.ClickAsync("main a:has-text('Buka siklus')");
        await page.ClickAsync("main .ask button[type=submit]");
        await page.Says("Siklus sudah dibuka.");
    }

    /// <summary>Products and officers of the health centre get their names.</summary>
    private async Task NameRespondents(IPage page)
    {
        await page.GotoAsync(site.Unit(Golden.HealthCentre.Unit) + "/responden");
        var changes = await page.Locator("main a[href*='ubah=']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.Equal(Names.Length, changes.Length);
        foreach (var (address, name) in changes.Zip(Names))
        {
            await page.GotoAsync(address);
            await page.FillAsync("main .ask #nama", name);
            await page.ClickAsync("main .ask button[type=submit]");
            await page.Says("sudah disimpan");
        }
    }
}
