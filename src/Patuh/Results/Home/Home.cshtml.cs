using Microsoft.EntityFrameworkCore;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Results.Published;

namespace Patuh.Results.Home;

/// <summary>The front page: the years at a glance.</summary>
internal sealed class HomeModel(PatuhDb db) : LocalPage
{
    public IReadOnlyList<AssessmentYear> Years { get; } = [.. AssessmentYears.All.Reverse()];

    public Dictionary<(int Year, string Class), int> Counts { get; private set; } = [];

    /// <summary>National zone counts by year, where they were published.</summary>
    public IReadOnlyList<(int Year, int Assessed, int Green, int Yellow, int Red, string Source)> Tallies { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Seberapa patuh layanan publik di daerah Anda?", "How well do public services in your area comply?");
        Counts = await PublishedResults.Counts(db, cancel);
        var rows = await db.Set<TallyRow>().Where(t => t.Class == "all").OrderBy(t => t.Year).ToListAsync(cancel);
        Tallies = [.. rows.Select(r => (r.Year, r.Assessed, Count(r, "hijau"), Count(r, "kuning"), Count(r, "merah"), r.Source)).Where(r => r.Item3 > 0)];
    }

    private static int Count(TallyRow row, string name) =>
        row.Counts.Split(';').Select(c => c.Split('=')).Where(c => c.Length == 2 && c[0] == name).Select(c => int.Parse(c[1], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
}
