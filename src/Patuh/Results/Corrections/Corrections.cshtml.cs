using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Results.Published;

namespace Patuh.Results.Corrections;

/// <summary>The log of corrections: old, new, reason.</summary>
internal sealed class CorrectionsModel(PatuhDb db) : PublicPage
{
    private const int Newest = 200;

    public IReadOnlyList<(CorrectionRow Correction, int Year, AgencyRow Agency, string Kind)> Entries { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Koreksi atas angka yang kami tampilkan", "Corrections of the figures shown here");
        var rows = await (from r in db.Set<CorrectionRow>()
                          join c in db.Set<ClaimRow>() on r.ClaimId equals c.Id
                          join a in db.Set<AgencyRow>() on c.AgencyId equals a.Id
                          orderby r.CorrectedAt descending, r.Id
                          select new { Correction = r, c.Year, Agency = a, c.Kind }).Take(Newest).ToListAsync(cancel);
        Entries = [.. rows.Select(r => (r.Correction, r.Year, r.Agency, r.Kind))];
    }
}
