using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits.District;

/// <summary>Kabupaten/kota by the code of its region: called as its own government is.</summary>
internal static class DistrictNames
{
    private static readonly string[] Governments = ["regency", "city", "province"];

    /// <summary>As the plan has them, and where its government is not in the plan, as the master data has it; two queries. A code without a government is said as it is.</summary>
    public static async Task<Dictionary<string, string>> Of(PatuhDb db, AssessmentCycleRow cycle, IReadOnlyCollection<string> regions, CancellationToken cancel)
    {
        var planned = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id && regions.Contains(a.Region) && Governments.Contains(a.Class)).Select(a => new { Code = a.Region, a.Name }).ToListAsync(cancel);
        var known = await (from r in Regions.In(db, cycle.Year) where regions.Contains(r.Code) join a in db.Set<AgencyRow>() on r.AgencyId equals a.Id where Governments.Contains(a.Class) select new { r.Code, a.Name }).ToListAsync(cancel);
        var names = planned.Concat(known).GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.First().Name);
        return regions.ToDictionary(r => r, r => names.GetValueOrDefault(r, r));
    }
}
