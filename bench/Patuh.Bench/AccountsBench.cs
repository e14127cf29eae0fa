using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Bench;

/// <summary>Permission and audit trail: a decision, the share of a write that its event costs, sealing, and the proof of a million rows.</summary>
internal static class AccountsBench
{
    private const int Rows = 1_000_000;
    private const int Writes = 400;

    public static void Run(string database, string work)
    {
        Console.WriteLine("| what | goal | measured |\n|---|---|---|");
        Decisions();
        var configuration = new DatabaseConfiguration(database);
        using (var db = configuration.Open())
            Migrator.Migrate(db, TimeProvider.System);
        var cost = Appends(configuration);
        var page = Median(PageWrites.Measure(configuration, work, Writes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the event's share of a write as a page makes it, from the request to the answer | below 10 % | {100 * cost / page:0.0} % ({cost:0.000} of {page:0.000} ms) |"));
        using var key = PageWrites.Keys(work).Signing();
        Trail(configuration, key);
    }

    private static void Decisions()
    {
        var lebong = new OrganisationRow { Id = "kabupaten-lebong", Kind = "agency", Name = "Kabupaten Lebong", Province = "17" };
        var office = new OrganisationRow { Id = "perwakilan-papua", Kind = "regional_office", Name = "Perwakilan Papua" };
        // eight roles, of which the last one has the right: the longest way to a yes
        var roles = RoleCatalog.Current.AllRoles.Where(r => !r.Rights.Contains("self_assessment.submit")).Take(7).Select(r => new Grant(r, office)).Append(new Grant(RoleCatalog.Current.Role("agency_coordinator")!, lebong)).ToList();
        var (person, place, yes) = (new Actor("p", "n", "e", "s", true, roles), Place.Of(new OrganisationRow { Id = "unit-1", Kind = "unit", Name = "u", ParentId = "kabupaten-lebong", Province = "17" }), 0);
        var best = double.MaxValue;
        for (var turn = 0; turn < 7; turn++)
        {
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < Rows; i++)
                yes += Permission.May(person, "self_assessment.submit", place) ? 1 : 0;
            best = Math.Min(best, Stopwatch.GetElapsedTime(from).TotalMicroseconds / Rows);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| a decision, eight roles ({(yes == 7 * Rows ? "yes" : "NO")}) | below 20 µs | {best:0.000} µs |"));
    }

    /// <returns>Milliseconds that the event costs.</returns>
    private static double Appends(DatabaseConfiguration configuration)
    {
        // in turns, so that both see the same disk
        var (with, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < Writes; i++)
            foreach (var audited in (bool[])[true, false])
            {
                using var db = configuration.Open();
                var from = Stopwatch.GetTimestamp();
                db.Add(new OrganisationRow { Id = $"o{i}{audited}", Kind = "unit", Name = "Puskesmas", Province = "17" });
                if (audited)
                    db.Audit(TimeProvider.System, new By("p1", "agency_coordinator", "kabupaten-lebong"), "service_unit.added", new Subject("organisation", $"o{i}"), after: new { name = "Puskesmas", agency = "kabupaten-lebong" });
                db.SaveChanges();
                (audited ? with : without).Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        var (a, b) = (Median(with), Median(without));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the event's share of the smallest write there is, one row saved by itself, on {(configuration.IsPostgres ? "PostgreSQL" : "SQLite")} | | {100 * (a - b) / a:0.0} % ({a:0.000} ms with, {b:0.000} ms without) |"));
        return a - b;
    }

    private static void Trail(DatabaseConfiguration configuration, ECDsa key)
    {
        using var db = configuration.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var i = 0; i < Rows; i++)
        {
            db.Audit(TimeProvider.System, new By("0192f0a0-0000-7000-8000-000000000001", "assessor", "perwakilan-bengkulu"), "role.granted", new Subject("person", $"p{i}"), after: new { role = "unit_officer", organisation = "unit-1", validFrom = "2026-01-01" }, why: "pindah tugas");
            if (i % 20_000 == 19_999)
            {
                db.SaveChanges();
                db.ChangeTracker.Clear();
            }
        }
        var from = Stopwatch.GetTimestamp();
        var sealer = new AuditSealer(key, TimeProvider.System);
        while (sealer.Seal(db) is not null)
            continue;
        var sealing = Stopwatch.GetElapsedTime(from);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| sealing, in seals of 20,000 | | {Rows / sealing.TotalSeconds:0} rows/s |"));
        from = Stopwatch.GetTimestamp();
        var verdict = new AuditVerifier(db, key, new Dictionary<int, AuditSealRow>()).Verify();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| proof of {verdict.Sealed} rows ({verdict.Findings.Count} findings) | below 10 s | {Stopwatch.GetElapsedTime(from).TotalSeconds:0.0} s |"));
    }

    private static double Median(List<double> list)
    {
        list.Sort();
        return list[list.Count / 2];
    }
}
