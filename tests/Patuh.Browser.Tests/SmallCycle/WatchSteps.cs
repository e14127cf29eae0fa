using Microsoft.Playwright;
using Patuh.Accounts.Permissions;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>Somebody who only reads has the cycle's page open: it keeps itself up to date.</summary>
internal sealed class WatchSteps(SmallCycleSite site)
{
    public static string Role => LeastRole.For(Right.CyclesRead, Right.AnswersRead);

    public async Task<IPage> Begin()
    {
        var page = await site.As(Role);
        await page.Context.Clock.InstallAsync();
        await page.GotoAsync("/kerja/siklus/" + SmallCycleSite.Cycle);
        await page.Shows("0 dari 2 unit lengkap");
        return page;
    }

    public static async Task Reaches(IPage page, string sentence)
    {
        await page.Context.Clock.RunForAsync(10_500);
        await page.Shows(sentence);
    }
}
