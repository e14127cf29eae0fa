using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Agencies;

/// <summary>Where agencies belonged in a year. The province of a year is that of 1 January: results were made under it.</summary>
internal static class Regions
{
    /// <summary>The codes in force on 1 January of a year.</summary>
    public static IQueryable<AgencyRegionRow> In(PatuhDb db, int year)
    {
        var day = $"{year:0000}-01-01";
        return db.Set<AgencyRegionRow>().Where(r => string.Compare(r.ValidFrom, day) <= 0 && (r.ValidTo == null || string.Compare(r.ValidTo, day) > 0));
    }

    /// <summary>Name of each province by its code.</summary>
    public static async Task<Dictionary<string, string>> ProvinceNames(PatuhDb db, CancellationToken cancel)
    {
        var rows = await db.Set<AgencyRow>().Where(a => a.Class == "province")
            .Join(db.Set<AgencyRegionRow>(), a => a.Id, r => r.AgencyId, (a, r) => new { r.Code, a.Name }).ToListAsync(cancel);
        return rows.ToDictionary(r => r.Code, r => r.Name.Replace("Provinsi ", "", StringComparison.Ordinal));
    }
}
