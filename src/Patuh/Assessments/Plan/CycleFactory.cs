using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Agencies;
using Patuh.Assessments.Cycles;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Makes a new cycle, a draft: all agencies by their classes' defaults, or as another cycle planned them.</summary>
internal sealed class CycleFactory(PatuhDb db, TimeProvider time)
{
    /// <summary>The id of a cycle in addresses: a real one is called by its year.</summary>
    public static string IdOf(int year, string kind) => year.ToString(CultureInfo.InvariantCulture) + (kind == CycleKind.Real ? "" : "-simulasi");

    /// <summary>Classes without a method are planned by hand later. All in one transaction.</summary>
    /// <param name="by">Who.</param>
    /// <param name="year">Year.</param>
    /// <param name="kind">real or simulated.</param>
    /// <param name="from">The cycle whose plan is taken over, or null for the defaults.</param>
    /// <param name="only">Ids of the agencies to plan; all when null.</param>
    /// <returns>The id of the new cycle.</returns>
    public string Create(By by, int year, string kind, string? from = null, IReadOnlyCollection<string>? only = null)
    {
        var (id, now) = (IdOf(year, kind), Stamp.Now(time));
        var transaction = db.Database.CurrentTransaction is null ? db.Database.BeginTransaction() : null;
        var method = DefaultMethod(year);
        db.Add(new AssessmentCycleRow { Id = id, Year = year, Kind = kind, Title = $"Penilaian {year}" + (kind == CycleKind.Real ? "" : " (simulasi)"), State = CycleState.Draft, CopiedFrom = from, CreatedAt = now });
        db.AddRange(StageDays.Default(id, year));
        var methods = CopiedMethods(from);
        var used = new Dictionary<string, InstrumentFile>();
        foreach (var agencyClass in AgencyClasses.All.Select(c => c.Code))
            if ((methods.TryGetValue(agencyClass, out var copied) ? copied : method) is { } file)
            {
                used.Add(agencyClass, file);
                db.Add(new CycleMethodRow { CycleId = id, Class = agencyClass, InstrumentId = file.Instrument.Id, InstrumentVersion = file.Instrument.Version });
            }
        foreach (var file in used.Values.DistinctBy(f => f.Hash))
            Freeze(db, file);
        db.Audit(time, by, "cycle_plan.made", new Subject("assessment_cycle", id), after: new { year, kind, from, method = method?.Instrument.Id });
        db.SaveChanges();
        db.ChangeTracker.Clear();
        var rows = new PlanRows(now);
        if (from is null)
            AddDefaults(rows, new PlanDefaults(id, now, by.PersonId, time), id, year, used, only);
        else
            new PlanCopy(db).Fill(rows, new PlanDefaults(id, now, by.PersonId, time), from, id, used, Agencies(id, year, only));
        rows.Write(db.Database.GetDbConnection());
        transaction?.Commit();
        transaction?.Dispose();
        return id;
    }

    /// <summary>Keeps an instrument as it is now; the same again changes nothing.</summary>
    public static void Freeze(PatuhDb db, InstrumentFile file)
    {
        if (db.Set<InstrumentRow>().Any(i => i.Id == file.Instrument.Id && i.Version == file.Instrument.Version))
            return;
        db.Add(new InstrumentRow { Id = file.Instrument.Id, Version = file.Instrument.Version, Hash = file.Hash, Body = Encoding.UTF8.GetString(file.Text) });
        db.SaveChanges();
    }

    /// <summary>The bundled method in force, or null: then it is chosen by hand.</summary>
    public static InstrumentFile? DefaultMethod(int year) =>
        InstrumentLibrary.Ids.Where(i => i.StartsWith("ombudsman-", StringComparison.Ordinal)).Select(InstrumentLibrary.Get).LastOrDefault(f => !f.Instrument.BandsOnly && f.Instrument.InForce.Contains(year));

    private Dictionary<string, InstrumentFile> CopiedMethods(string? from) => from is null ? [] : (
        from m in db.Set<CycleMethodRow>()
        where m.CycleId == @from
        join i in db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version }
        select new { m.Class, i.Hash, i.Id, i.Body }).ToDictionary(m => m.Class, m => InstrumentShelf.Of(m.Hash, m.Id, m.Body));

    private void AddDefaults(PlanRows rows, PlanDefaults defaults, string id, int year, Dictionary<string, InstrumentFile> methods, IReadOnlyCollection<string>? only)
    {
        var units = db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.Unit && o.ClosedOn == null).AsEnumerable().ToLookup(o => o.ParentId);
        foreach (var agency in Agencies(id, year, only).Where(a => methods.ContainsKey(a.Class)))
            defaults.Add(rows, agency, methods[agency.Class], units[agency.AgencyId].ToLookup(u => u.Name));
    }

    private List<PlannedAgencyRow> Agencies(string id, int year, IReadOnlyCollection<string>? only) => PlannedAgencies.Of(db, id, year, only, default).GetAwaiter().GetResult();
}
