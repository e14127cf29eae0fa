using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>An assessment with what decides about its answers: its cycle, the stages, its agency, its method, its subjects.</summary>
internal sealed record OpenAssessment(
    AssessmentRow Row, AssessmentCycleRow Cycle, PlannedAgencyRow Agency, InstrumentFile File, IReadOnlyList<CycleStageRow> Stages, IReadOnlyList<AssessmentSubjectRow> Subjects)
{
    private readonly Lazy<Dictionary<string, int>> places = new(() => Subjects.Select((s, n) => (s.Id, n)).ToDictionary(x => x.Id, x => x.n, StringComparer.Ordinal));

    /// <summary>Where a subject stands among the others.</summary>
    public int PlaceOf(string subject) => places.Value.GetValueOrDefault(subject, int.MaxValue);

    /// <summary>One journey to the database; null when there is none of that id.</summary>
    public static async Task<OpenAssessment?> Find(PatuhDb db, string id, CancellationToken cancel)
    {
        var journey = new Journey(db);
        var asked = Ask(db, journey, id);
        await journey.Go(cancel);
        return await asked(cancel);
    }

    /// <summary>Asks along with others in a journey; what is given back reads the answer, after it.</summary>
    public static Func<CancellationToken, Task<OpenAssessment?>> Ask(PatuhDb db, Journey journey, string id)
    {
        var rows = journey.Ask<AssessmentRow>($"select * from assessment where id = {id}");
        var cycles = journey.Ask<AssessmentCycleRow>($"select c.* from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = {id}");
        var agencies = journey.Ask<PlannedAgencyRow>($"select p.* from assessment a join planned_agency p on p.cycle_id = a.cycle_id and p.agency_id = a.agency_id where a.id = {id}");
        var methods = journey.Ask<MethodHash>($"select i.hash from assessment a join instrument i on i.id = a.instrument_id and i.version = a.instrument_version where a.id = {id}");
        var stages = journey.Ask<CycleStageRow>($"select s.* from assessment a join cycle_stage s on s.cycle_id = a.cycle_id where a.id = {id}");
        var subjects = journey.Ask<AssessmentSubjectRow>($"select * from assessment_subject where assessment_id = {id}");
        return async cancel => rows.Count == 0 ? null : new(
            rows[0], cycles[0], agencies[0], await Methods.Of(db, methods[0].Hash, rows[0].InstrumentId, rows[0].InstrumentVersion, cancel), stages,
            [.. subjects.OrderBy(s => s.Role, StringComparer.Ordinal).ThenBy(s => s.Number).ThenBy(s => s.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Whether answers of that kind are taken today.</summary>
    public bool Takes(string kind, string today) =>
        Cycle.State == CycleState.Open && Stages.Any(s => Plan.Stages.For(kind).Contains(s.Stage) && s.IsOpen(today));
}

/// <summary>Which text of a method it is.</summary>
internal sealed record MethodHash(string Hash);

/// <summary>Methods that cycles use, from memory where they were read before.</summary>
internal static class Methods
{
    /// <summary>The method of a class in a cycle.</summary>
    public static async Task<InstrumentFile> OfClass(PatuhDb db, string cycle, string agencyClass, CancellationToken cancel)
    {
        var found = await (from m in db.Set<CycleMethodRow>()
                           where m.CycleId == cycle && m.Class == agencyClass
                           join i in db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version }
                           select new { i.Hash, i.Id, i.Version }).SingleAsync(cancel);
        return await Of(db, found.Hash, found.Id, found.Version, cancel);
    }

    public static async Task<InstrumentFile> Of(PatuhDb db, string hash, string id, int version, CancellationToken cancel) =>
        InstrumentShelf.Known(hash) ?? InstrumentShelf.Of(hash, id, await db.Set<InstrumentRow>().Where(i => i.Id == id && i.Version == version).Select(i => i.Body).SingleAsync(cancel));
}
