using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Tests.Support;

/// <summary>Regencies of two provinces, to see whether something grows with their number.</summary>
internal static class ManyAgencies
{
    /// <summary>In the master data; in the plan of the cycle too, unless they are to be missing there.</summary>
    public static void Add(PatuhDb db, TimeProvider time, int count, bool planned = true)
    {
        var before = db.Set<AgencyRow>().Count();
        for (var i = before; i < before + count; i++)
        {
            var (id, province) = ($"kabupaten-{i:000}", i % 3 == 0 ? "93" : "17");
            db.Add(new AgencyRow { Id = id, Class = "regency", Name = $"Kabupaten {i:000}" });
            db.Add(new AgencyRegionRow { AgencyId = id, Code = $"{province}.{50 + i:00}", ValidFrom = AgencyRegister.Always });
            db.Add(new OrganisationRow { Id = id, Kind = OrganisationKind.Agency, Name = $"Kabupaten {i:000}", Province = province });
        }
        db.SaveChanges();
        db.ChangeTracker.Clear();
        if (!planned)
            return;
        var rows = new PlanRows("2024-07-10T03:00:00.000Z");
        var defaults = new PlanDefaults("2024", "2024-07-10T03:00:00.000Z", null, time);
        var file = MethodShelf.Of(db, "2024", default).GetAwaiter().GetResult()["regency"];
        var there = db.Set<PlannedAgencyRow>().Where(a => a.CycleId == "2024").Select(a => a.AgencyId).ToHashSet();
        using var transaction = db.Database.BeginTransaction();
        foreach (var agency in PlannedAgencies.Of(db, "2024", 2024, null, default).GetAwaiter().GetResult().Where(a => !there.Contains(a.AgencyId)))
            defaults.Add(rows, agency, file, Enumerable.Empty<OrganisationRow>().ToLookup(o => o.Name));
        rows.Write(db.Database.GetDbConnection());
        transaction.Commit();
    }
}
