using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Results.Practice;

/// <summary>Latihan: simulated cycles, apart from everything real.</summary>
internal sealed class PracticeIndexModel(PatuhDb db) : PublicPage
{
    public IReadOnlyList<CycleRow> Cycles { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Latihan: siklus simulasi", "Practice: simulated cycles");
        Cycles = await db.Set<CycleRow>().Where(c => c.Simulated).OrderByDescending(c => c.Year).ToListAsync(cancel);
    }
}
