using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;

namespace Patuh.Bench.Shared;

/// <summary>The audit trail of a day, proven with the seals that left the database.</summary>
/// <param name="Rows">That are sealed.</param>
/// <param name="Seals">In the database.</param>
/// <param name="NotLeft">Of these, in no file.</param>
/// <param name="Findings">What is not as it was sealed.</param>
internal sealed record AfterTrail(long Rows, int Seals, int NotLeft, IReadOnlyList<string> Findings)
{
    public bool IsRight => NotLeft == 0 && Findings.Count == 0;

    public static AfterTrail Of(Place place)
    {
        using var db = place.Configuration.Open();
        using var key = place.KeyFolder.Signing();
        var left = place.SealFiles.Read();
        var verdict = new AuditVerifier(db, key, left).Verify();
        var numbers = db.Set<AuditSealRow>().Select(s => s.Number).ToList();
        return new AfterTrail(verdict.Sealed, verdict.Seals, numbers.Count(n => !left.ContainsKey(n)), [.. verdict.Findings.Select(f => f.Sentence)]);
    }

    /// <summary>What SQLite says of its own file; "ok" for a database that looks after itself.</summary>
    public static string Integrity(Place place)
    {
        using var db = place.Configuration.Open();
        return !db.Database.IsSqlite() ? "ok" : string.Join("; ", [.. db.Database.SqlQueryRaw<string>("pragma integrity_check"), .. db.Database.SqlQueryRaw<string>("select \"table\" || ' refers to nothing' as Value from pragma_foreign_key_check")]);
    }
}
