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
    /// <summary>Three queries; null when there is none of that id.</summary>
    public static async Task<OpenAssessment?> Find(PatuhDb db, string id, CancellationToken cancel)
    {
        var found = await (
            from a in db.Set<AssessmentRow>()
            where a.Id == id
            join c in db.Set<AssessmentCycleRow>() on a.CycleId equals c.Id
            join p in db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId }
            join i in db.Set<InstrumentRow>() on new { Id = a.InstrumentId, Version = a.InstrumentVersion } equals new { i.Id, i.Version }
            select new { a, c, p, i.Hash }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var stages = await db.Set<CycleStageRow>().Where(s => s.CycleId == found.c.Id).ToListAsync(cancel);
        var subjects = await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == id).ToListAsync(cancel);
        var method = await Methods.Of(db, found.Hash, found.a.InstrumentId, found.a.InstrumentVersion, cancel);
        return new(found.a, found.c, found.p, method, stages, [.. subjects.OrderBy(s => s.Role, StringComparer.Ordinal).ThenBy(s => s.Number).ThenBy(s => s.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Whether answers of that kind are taken today.</summary>
    public bool Takes(string kind, string today) =>
        Cycle.State == CycleState.Open && Stages.Any(s => Plan.Stages.For(kind).Contains(s.Stage) && s.IsOpen(today));
}

/// <summary>Methods that cycles use, from memory where they were read before.</summary>
internal static class Methods
{
    public static async Task<InstrumentFile> Of(PatuhDb db, string hash, string id, int version, CancellationToken cancel) =>
        InstrumentShelf.Known(hash) ?? InstrumentShelf.Of(hash, id, await db.Set<InstrumentRow>().Where(i => i.Id == id && i.Version == version).Select(i => i.Body).SingleAsync(cancel));
}
