using Microsoft.Playwright;
using Patuh.Browser.Tests.SmallCycle;

namespace Patuh.Browser.Tests;

/// <summary>A small cycle from nothing to its score tree, through pages alone; each step is taken by the least role that may.</summary>
public sealed class SmallCycleTests(Browser browser)
{
    [Fact]
    public async Task A_small_cycle_is_planned_notified_answered_and_scored_by_the_least_roles_and_its_tree_is_the_golden_one()
    {
        await using var site = await SmallCycleSite.Begin(browser);
        var (plan, visits, self, desk, watch) = (new PlanSteps(site), new VisitSteps(site), new SelfSteps(site), new DeskSteps(site), new WatchSteps(site));
        await plan.Make();
        await plan.PlannersDoNotOpen();
        await plan.Plan();
        await plan.Open();
        await visits.RegisterFocalPoint();
        await visits.Plan();
        await visits.Notify();
        await visits.AgencyReads();

        site.Is(2024, 6, 10);
        await visits.ConfirmRespondents();
        await self.Answer();
        await self.BringEvidence();
        await self.Look();
        await self.PutRight();
        await self.Submit();

        site.Is(2024, 6, 18);
        await using var watcher = await watch.Begin();
        await desk.ReadersDoNotWrite();
        await desk.AnswerByKeyboard();
        await WatchSteps.Reaches(watcher, "1 dari 2 unit lengkap");
        await desk.AnswerByWorkbook();
        await WatchSteps.Reaches(watcher, "2 dari 2 unit lengkap");
        await watcher.Picture("assessor-8-progress");
        await visits.Record();

        await Tree(watcher, site, Golden.HealthCentre, Golden.HealthCentreTree);
        await Tree(watcher, site, Golden.HealthOffice, Golden.HealthOfficeTree);
        Assert.Equal(Golden.AgencyTotal, EngineScores.Total(Golden.HealthCentre, Golden.HealthOffice));
        await watcher.GotoAsync($"/kerja/siklus/{SmallCycleSite.Cycle}/instansi/{SmallCycleSite.Agency}");
        await Assertions.Expect(watcher.Locator("main .answer .big")).ToHaveTextAsync(Golden.AgencyTotal);
    }

    [Fact]
    public void Each_step_has_the_role_that_the_guides_name()
    {
        Assert.Equal("national_administrator", LeastRole.For("cycles.write"));
        Assert.Equal("assessor", LeastRole.For("plans.write", "contacts.write"));
        Assert.Equal("assessor", LeastRole.For("answers.write"));
        Assert.Equal("agency_coordinator", LeastRole.For("focal_points.write"));
        Assert.Equal("agency_coordinator", LeastRole.For("self_assessment.submit"));
        Assert.Equal("unit_officer", LeastRole.For("self_assessment.write"));
        Assert.Equal("auditor", WatchSteps.Role);
    }

    /// <summary>The page's tree is the one worked out by hand, down to the variables, and the engine's, down to each answer.</summary>
    private static async Task Tree(IPage page, SmallCycleSite site, UnitAnswers answers, GoldenTree golden)
    {
        await page.GotoAsync(site.Unit(answers.Unit));
        await page.Shows($"nilai sementara {golden.Total}");
        var rows = await TreeRow.Read(page);
        Assert.Equal(golden.Rows, rows.Where(r => r.Depth < 3));
        Assert.Equal(golden.Total, EngineScores.Total(answers));
        Assert.Equal(TreeRow.Sorted(EngineScores.Tree(answers)), TreeRow.Sorted(rows));
        Assert.Equal(answers.Officers.Select(o => o[..1]), rows.Where(r => r.Depth == 4).Take(4).Select(r => r.Label));
        if (answers == Golden.HealthCentre)
        {
            await page.ClickAsync("main .tree > details:nth-of-type(1) > summary");
            await page.Picture("assessor-9-tree", "main .tree");
        }
    }
}
