using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Instruments;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>The methods of a cycle's classes, and those that could be.</summary>
internal static class MethodShelf
{
    /// <summary>How a method is called in forms.</summary>
    public static string Key(InstrumentFile file) => $"{file.Instrument.Id}:{file.Instrument.Version}";

    /// <summary>By class; one query.</summary>
    public static async Task<Dictionary<string, InstrumentFile>> Of(PatuhDb db, string cycle, CancellationToken cancel) => (await (
        from m in db.Set<CycleMethodRow>()
        where m.CycleId == cycle
        join i in db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version }
        select new { m.Class, i.Hash, i.Id, i.Body }).ToListAsync(cancel)).ToDictionary(m => m.Class, m => InstrumentShelf.Of(m.Hash, m.Id, m.Body));

    /// <summary>
    /// Frozen methods that fit a year: in force, with weights, and asking something of units. Those in the database, and the bundled ones, which are frozen by the program itself; one query.
    /// </summary>
    public static async Task<IReadOnlyList<InstrumentFile>> Fitting(PatuhDb db, int year, CancellationToken cancel)
    {
        var kept = (await db.Set<InstrumentRow>().ToListAsync(cancel)).ConvertAll(i => InstrumentShelf.Of(i.Hash, i.Id, i.Body));
        var bundled = InstrumentLibrary.Ids.Where(i => i.StartsWith("ombudsman-", StringComparison.Ordinal)).Select(InstrumentLibrary.Get);
        return [.. kept.Concat(bundled).DistinctBy(Key).Where(f => Fits(f, year)).OrderBy(f => f.Instrument.Id, StringComparer.Ordinal).ThenBy(f => f.Instrument.Version)];
    }

    public static bool Fits(InstrumentFile file, int year) => file.Instrument.InForce.Contains(year) && file.Instrument.Dimensions.Any(d => d.Level == Scoring.Level.Unit);
}
