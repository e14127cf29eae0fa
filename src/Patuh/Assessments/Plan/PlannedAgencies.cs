using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Agencies;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Agencies of the master data as a plan of a year has them.</summary>
internal static class PlannedAgencies
{
    /// <summary>All that are open, as they are called and placed on the first day of the year; two queries.</summary>
    public static async Task<List<PlannedAgencyRow>> Of(PatuhDb db, string cycle, int year, IReadOnlyCollection<string>? only, CancellationToken cancel)
    {
        var codes = (await Regions.In(db, year).ToListAsync(cancel)).GroupBy(r => r.AgencyId).ToDictionary(g => g.Key, g => g.OrderBy(r => r.ValidFrom, StringComparer.Ordinal).Last().Code);
        var agencies = await (from a in db.Set<AgencyRow>() join o in db.Set<OrganisationRow>() on a.Id equals o.Id where o.ClosedOn == null orderby a.Id select new { a.Id, a.Class, a.Name, o.Province }).ToListAsync(cancel);
        return [.. agencies.Where(a => only?.Contains(a.Id) != false).Select(a => Row(cycle, a.Id, a.Class, a.Name, codes.GetValueOrDefault(a.Id) ?? ""))];
    }

    /// <summary>One that is assessed by the office of its province, or by the head office.</summary>
    public static PlannedAgencyRow Row(string cycle, string id, string agencyClass, string name, string code) => new()
    {
        CycleId = cycle,
        AgencyId = id,
        Class = agencyClass,
        Name = name,
        Region = code,
        Province = code.Length >= 2 ? code[..2] : null,
        OfficeId = code.Length >= 2 ? RegionalOffices.Of(code[..2])?.Id : null,
        Status = AssessmentStatus.Assessed,
    };
}
