using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Keys;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Trail;

/// <summary>Segel: the last seal of each day, for whoever wants to keep a copy. It tells nothing of what was done, only that it cannot be changed any more.</summary>
internal sealed class SealsPageModel(PatuhDb db, KeyFolder keys) : PublicPage
{
    public const int Shown = 60;

    public IReadOnlyList<AuditDayRow> Days { get; private set; } = [];

    /// <summary>The public part of the key that signs.</summary>
    public string PublicKey { get; private set; } = "";

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Segel jejak audit", "Seals of the audit trail");
        Days = await db.Set<AuditDayRow>().OrderByDescending(d => d.Day).Take(Shown).ToListAsync(cancel);
        using var key = keys.Signing();
        PublicKey = key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>All of them: <c>/segel.csv</c>.</summary>
    public static async Task<IResult> Csv(PatuhDb db, CancellationToken cancel)
    {
        var buffer = new MemoryStream();
        using (var csv = new CsvWriter(buffer))
        {
            csv.Row("day", "number", "sealed_at", "chain", "key", "signature");
            foreach (var d in await db.Set<AuditDayRow>().OrderBy(d => d.Day).ToListAsync(cancel))
                csv.Row(d.Day, $"{d.Number}", d.SealedAt, d.Chain, d.KeyId, d.Signature);
        }
        return TypedResults.File(buffer.ToArray(), "text/csv; charset=utf-8", "patuh-segel.csv");
    }
}
