using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Package;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Assessments.Cycles;

/// <summary>Puts a data package into the database as a cycle, with its results. All or nothing.</summary>
internal sealed class CycleImport(PatuhDb db, TimeProvider time)
{
    /// <summary>Imports a package; one that is there already is left alone.</summary>
    /// <returns>The cycle, and whether it was new.</returns>
    /// <exception cref="RefusedException">The year has another cycle, or the instrument's version is frozen with other content.</exception>
    public (CycleRow Cycle, bool Added) Import(LoadedPackage package, int year, bool replace, Action<long, long> progress)
    {
        RefuseYear(package.Instrument.Instrument, year);
        using var transaction = db.Database.BeginTransaction();
        var hash = Hash(package);
        // a simulated year and a real one live apart: neither is in the other's place
        var simulated = IsSimulated(package.Sheet);
        var before = db.Set<CycleRow>().Where(c => c.Year == year && c.Simulated == simulated).ToList();
        if (before.Find(c => c.PackageHash == hash) is { } same)
            return (same, false);
        if (before.Count > 0 && !replace)
            throw new RefusedException("--year", 1, "cycle.exists", $"{year} already has a cycle (imported {before[0].ImportedAt}); add --replace to put this one in its place");
        foreach (var old in before)
            Delete(old.Id);
        FreezeInstrument(package);
        var cycle = new CycleRow
        {
            Id = (db.Set<CycleRow>().Max(c => (int?)c.Id) ?? 0) + 1,
            Year = year,
            Simulated = simulated,
            Title = package.Instrument.Instrument.Title.Id,
            InstrumentId = package.Instrument.Instrument.Id,
            InstrumentVersion = package.Instrument.Instrument.Version,
            PackageHash = hash,
            Answers = package.Sheet.AnswerGrade.Length,
            ImportedAt = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        db.Add(cycle);
        db.SaveChanges();
        Write(package, cycle.Id, progress);
        DataVersion.Raise(db, time);
        transaction.Commit();
        return (cycle, true);
    }

    private static void RefuseYear(Instrument instrument, int year)
    {
        if (AssessmentYears.All.FirstOrDefault(y => y.Year == year)?.Reason is { } reason)
            throw new RefusedException("--year", 1, "year.no-method", reason.En);
        if (!instrument.InForce.Contains(year))
            throw new RefusedException("--year", 1, "cycle.not-in-force", $"{instrument.Id} is in force {instrument.InForce.From}-{instrument.InForce.To}, not in {year}");
    }

    // Kemendagri uses no province code below 11: those are invented
    private static bool IsSimulated(Scoresheet sheet) =>
        sheet.Agencies.All(a => a.Region.Length == 0 || string.CompareOrdinal(a.Region, "11") < 0) && sheet.Agencies.Any(a => a.Region.Length > 0);

    private static string Hash(LoadedPackage package) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', package.Hashes.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {h.Value}")))));

    private void FreezeInstrument(LoadedPackage package)
    {
        var (file, instrument) = (package.Instrument, package.Instrument.Instrument);
        var known = db.Set<InstrumentRow>().Find(instrument.Id, instrument.Version);
        if (InstrumentLibrary.Contradicts(file))
            throw new RefusedException("instrument.yaml", 1, "instrument.frozen", $"{instrument.Id} version {instrument.Version} is a bundled instrument with other content; give this one another version or id");
        if (known is null)
            db.Add(new InstrumentRow { Id = instrument.Id, Version = instrument.Version, Hash = file.Hash, Body = Encoding.UTF8.GetString(file.Text) });
        else if (known.Hash != file.Hash)
            throw new RefusedException("instrument.yaml", 1, "instrument.frozen", $"{instrument.Id} version {instrument.Version} is frozen in this database with other content; give this one another version");
    }

    private void Delete(int cycle)
    {
        db.Set<AnswerRow>().Where(a => a.CycleId == cycle).ExecuteDelete();
        db.Set<CycleSubjectRow>().Where(a => a.CycleId == cycle).ExecuteDelete();
        db.Set<CycleUnitRow>().Where(a => a.CycleId == cycle).ExecuteDelete();
        db.Set<CycleAgencyRow>().Where(a => a.CycleId == cycle).ExecuteDelete();
        db.Set<CycleRow>().Where(a => a.Id == cycle).ExecuteDelete();
    }

    private void Write(LoadedPackage package, int cycle, Action<long, long> progress)
    {
        var connection = db.Database.GetDbConnection();
        var sheet = package.Sheet;
        var scores = sheet.Instrument.BandsOnly ? null : new YearScores(sheet, Environment.ProcessorCount);
        WriteAgencies(connection, cycle, sheet, scores);
        WriteUnits(connection, cycle, package, scores);
        WriteSubjects(connection, cycle, package);
        WriteAnswers(connection, cycle, sheet, progress);
    }

    private static void WriteAgencies(DbConnection connection, int cycle, Scoresheet sheet, YearScores? scores)
    {
        using var rows = BulkWriter.Open(connection, "cycle_agency",
            "cycle_id", "number", "code", "class", "name", "region", "clean_and_clear", "status", "hundredths", "exact", "rank_national", "of_national", "rank_region", "of_region", "dimensions");
        for (var a = 0; a < sheet.Agencies.Length; a++)
        {
            var agency = sheet.Agencies[a];
            rows.Integer(cycle).Integer(a).Text(agency.Id).Text(agency.Class).Text(agency.Name).Text(agency.Region).Boolean(agency.CleanAndClear);
            rows.Text((scores?.AgencyState(a) ?? State.NotAssessed).Word()).Integer(scores?.AgencyPublished(a)).TextOrNull(scores?.AgencyExact(a)?.ToString());
            Rank(rows, scores?.National(a) ?? default);
            Rank(rows, scores?.Regional(a) ?? default);
            rows.Text(scores is null ? "" : string.Join(',', scores.AgencyDimensions(a))).EndRow();
        }
        rows.Complete();
    }

    private static void Rank(BulkWriter rows, Rank rank)
    {
        if (rank.Place == 0)
            rows.Null().Null();
        else
            rows.Integer(rank.Place).Integer(rank.Of);
    }

    private static void WriteUnits(DbConnection connection, int cycle, LoadedPackage package, YearScores? scores)
    {
        using var rows = BulkWriter.Open(connection, "cycle_unit",
            "cycle_id", "number", "agency_number", "code", "kind", "substance", "name", "assessed", "status", "hundredths", "dimensions");
        for (var u = 0; u < package.Sheet.Units.Length; u++)
        {
            var (unit, details) = (package.Sheet.Units[u], package.Units[u]);
            var dimensions = scores is null ? "" : string.Join(',', Enumerable.Range(0, scores.UnitLevelDimensions.Count).Select(d => scores.DimensionPublished(u, d)));
            rows.Integer(cycle).Integer(u).Integer(unit.Agency).Text(unit.Id).Text(details.Kind).Text(details.Substance).Text(unit.Name).Boolean(unit.Assessed);
            rows.Text((scores?.UnitState(u) ?? State.NotAssessed).Word()).Integer(scores?.UnitPublished(u)).Text(dimensions).EndRow();
        }
        rows.Complete();
    }

    private static void WriteSubjects(DbConnection connection, int cycle, LoadedPackage package)
    {
        using var rows = BulkWriter.Open(connection, "cycle_subject", "cycle_id", "number", "sheet", "code", "role", "kind", "name", "replacement");
        for (var s = 0; s < package.Subjects.Length; s++)
        {
            var subject = package.Subjects[s];
            rows.Integer(cycle).Integer(s).Integer(subject.Owner).Text(subject.Id).Text(subject.Role.ToString()).Text(subject.Kind).Text(subject.Name).Boolean(subject.Replacement).EndRow();
        }
        rows.Complete();
    }

    private static void WriteAnswers(DbConnection connection, int cycle, Scoresheet sheet, Action<long, long> progress)
    {
        using var rows = BulkWriter.Open(connection, "answer", "cycle_id", "sheet", "subject", "indicator", "value");
        var values = Array.ConvertAll(sheet.Grades, g => g.Text);
        for (var s = 0; s + 1 < sheet.SheetStart.Length; s++)
        {
            for (var k = sheet.SheetStart[s]; k < sheet.SheetStart[s + 1]; k++)
                rows.Integer(cycle).Integer(s).Integer(sheet.AnswerSubject[k]).Integer(sheet.AnswerIndicator[k]).Text(values[sheet.AnswerGrade[k]]).EndRow();
            if (s % 64 == 0)
                progress(sheet.SheetStart[s], sheet.AnswerGrade.Length);
        }
        rows.Complete();
    }
}
