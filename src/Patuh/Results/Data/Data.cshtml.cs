using Microsoft.EntityFrameworkCore;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;

namespace Patuh.Results.Data;

/// <summary>Data: every year to take away, the API, terms of use, how to cite.</summary>
internal sealed class DataModel(PatuhDb db, SiteVersion version) : PublicPage
{
    public IReadOnlyList<(AssessmentYear Year, int Scores, int Claims)> Years { get; private set; } = [];

    public DataVersionRow Version { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Data dan API", "Data and API");
        Version = await version.Data(cancel);
        var counts = (await db.Set<ClaimRow>().GroupBy(c => new { c.Year, c.Kind }).Select(g => new { g.Key.Year, g.Key.Kind, Count = g.Count() }).ToListAsync(cancel)).ToLookup(c => c.Year);
        Years = [.. AssessmentYears.All.Reverse().Select(y => (y, counts[y.Year].Where(c => c.Kind == "score").Sum(c => c.Count), counts[y.Year].Sum(c => c.Count)))];
    }
}
