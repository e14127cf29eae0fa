using Microsoft.EntityFrameworkCore;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Cycles;

/// <summary>Reads one agency of a cycle back into a scoresheet: four queries, whatever the number of its answers.</summary>
internal static class CycleSheet
{
    public static async Task<Scoresheet> OfAgency(PatuhDb db, CycleRow cycle, CycleAgencyRow agency, CancellationToken cancel)
    {
        var instrument = (await InstrumentOf(db, cycle, cancel)).Instrument;
        var units = await db.Set<CycleUnitRow>().Where(u => u.CycleId == cycle.Id && u.AgencyNumber == agency.Number).OrderBy(u => u.Number).ToListAsync(cancel);
        var own = await db.Set<CycleUnitRow>().CountAsync(u => u.CycleId == cycle.Id, cancel) + agency.Number;
        int[] sheets = [.. units.Select(u => u.Number), own];
        var subjects = await db.Set<CycleSubjectRow>().Where(s => s.CycleId == cycle.Id && sheets.Contains(s.Sheet)).OrderBy(s => s.Number).ToListAsync(cancel);
        var answers = await db.Set<AnswerRow>().Where(a => a.CycleId == cycle.Id && sheets.Contains(a.Sheet))
            .OrderBy(a => a.Sheet).ThenBy(a => a.Subject).ThenBy(a => a.Indicator).ToListAsync(cancel);
        return Build(instrument, agency, units, own, subjects, answers);
    }

    public static async Task<InstrumentFile> InstrumentOf(PatuhDb db, CycleRow cycle, CancellationToken cancel)
    {
        var row = await db.Set<InstrumentRow>().FirstAsync(i => i.Id == cycle.InstrumentId && i.Version == cycle.InstrumentVersion, cancel);
        return InstrumentShelf.Of(row.Hash, row.Id, row.Body);
    }

    private static Scoresheet Build(
        Instrument instrument, CycleAgencyRow agency, List<CycleUnitRow> units, int own, List<CycleSubjectRow> subjects, List<AnswerRow> answers)
    {
        var place = subjects.Select((s, i) => (s.Number, i)).ToDictionary(s => s.Number, s => s.i);
        var products = subjects.Select((s, i) => (s, i)).Where(x => x.s.Role == nameof(Package.SubjectRole.Product)).ToLookup(x => x.s.Sheet);
        var indicators = instrument.Indicators.ToArray();
        var grades = new List<Grade>();
        var numbers = new Dictionary<(int, string, bool), int>();
        var grade = answers.ConvertAll(a =>
        {
            var replacement = a.Subject >= 0 && subjects[place[a.Subject]].Replacement;
            if (numbers.TryGetValue((a.Indicator, a.Value, replacement), out var known))
                return known;
            grades.Add(Grade.Read(a.Value, indicators[a.Indicator], replacement, out _) ?? throw new InvalidDataException($"answer {a.Value} of {indicators[a.Indicator].Code}"));
            return numbers[(a.Indicator, a.Value, replacement)] = grades.Count - 1;
        });
        int[] sheets = [.. units.Select(u => u.Number), own];
        var counts = answers.CountBy(a => a.Sheet).ToDictionary();
        var start = new int[sheets.Length + 1];
        for (var s = 0; s < sheets.Length; s++)
            start[s + 1] = start[s] + counts.GetValueOrDefault(sheets[s]);
        return new Scoresheet
        {
            Instrument = instrument,
            Agencies = [new SheetAgency(agency.Code, agency.Class, agency.Name, agency.Region, agency.CleanAndClear)],
            Units = [.. units.Select(u => new SheetUnit(u.Code, 0, u.Name, u.Assessed, [.. products[u.Number].Select(p => p.i)], [.. products[u.Number].Select(p => p.s.Name)]))],
            Subjects = [.. subjects.Select(s => s.Code)],
            Grades = [.. grades],
            SheetStart = start,
            AnswerIndicator = [.. answers.Select(a => (ushort)a.Indicator)],
            AnswerSubject = [.. answers.Select(a => a.Subject < 0 ? -1 : place[a.Subject])],
            AnswerGrade = [.. grade],
            UnitsOf = [[.. Enumerable.Range(0, units.Count)]],
        };
    }
}
