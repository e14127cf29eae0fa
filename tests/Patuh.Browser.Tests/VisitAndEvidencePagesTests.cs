using Microsoft.Playwright;
using Patuh.Browser.Tests.SmallCycle;

namespace Patuh.Browser.Tests;

/// <summary>Pages of visits and of evidence, with content in them: accessible and no wider than the window, wide and narrow, light and dark, each loaded once a language.</summary>
public sealed class VisitAndEvidencePagesTests(Browser browser)
{
    [Fact]
    public async Task Pages_of_visits_and_evidence_are_accessible_and_fit()
    {
        await using var site = await SmallCycleSite.Begin(browser);
        var (visits, self) = (new VisitSteps(site), new SelfSteps(site));
        await new PlanSteps(site).Prepared();
        site.Is(2024, 6, 10);
        await visits.RegisterFocalPoint();
        await visits.Plan();
        await visits.Notify();
        await self.BringEvidence();
        await self.Look();
        var evidence = site.Unit(Golden.HealthCentre.Unit) + "/bukti";

        await using var assessor = await site.As("assessor");
        await assessor.GotoAsync(evidence);
        var file = (await assessor.Locator("[id='in.s2'] .file a").GetAttributeAsync("href"))!;
        await assessor.GotoAsync(VisitSteps.Agency);
        var visit = (await assessor.Locator("main table th a").First.GetAttributeAsync("href"))!;
        foreach (var path in (string[])[VisitSteps.Calendar + "?minggu=2024-06-17", VisitSteps.Team, visit, VisitSteps.Notice, VisitSteps.Confirm, evidence, evidence + "/pasang", file])
            await Check(assessor, path);
        await using var officer = await site.As("unit_officer");
        foreach (var path in (string[])[evidence, evidence + "/pasang?untuk=in.s2", file])
            await Check(officer, path);
    }

    private static async Task Check(IPage page, string path)
    {
        await Check(page, path, [(1280, false), (360, true)]);
        await Check(page, path.Replace("/kerja/", "/kerja/en/", StringComparison.Ordinal), [(360, false), (1280, true)]);
    }

    private static async Task Check(IPage page, string path, (int Width, bool Dark)[] views)
    {
        Assert.Equal(200, (await page.GotoAsync(path))!.Status);
        await Axe.Passes(page, views, async view =>
        {
            if (Environment.GetEnvironmentVariable("PATUH_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{path.Split('?')[0].Replace('/', '-').Trim('-')}-{view.Width}{(view.Dark ? "-dark" : "")}.png"), FullPage = true });
        });
    }
}
