using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Results.Published;

namespace Patuh.Results.Ranking;

/// <summary>All lists that can be opened: years by classes, with the number of scores known.</summary>
internal sealed class RankingIndexModel(PatuhDb db) : PublicPage
{
    public IReadOnlyList<AssessmentYear> Years { get; } = [.. AssessmentYears.All.Reverse()];

    public Dictionary<(int Year, string Class), int> Counts { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Peringkat menurut tahun dan golongan", "Rankings by year and class");
        Counts = await PublishedResults.Counts(db, cancel);
    }
}
