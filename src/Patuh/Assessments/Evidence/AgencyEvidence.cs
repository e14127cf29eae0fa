using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Evidence;

/// <summary>An agency in a cycle, with what one person may see and do of its evidence.</summary>
internal sealed record AgencyEvidence(Actor Me, AssessmentCycleRow Cycle, PlannedAgencyRow Agency, IReadOnlyList<CycleStageRow> Stages, IReadOnlyList<AssessmentRow> Assessments)
{
    private readonly HashSet<string> read = [.. Assessments.Where(a => Permission.May(Me, Right.AnswersRead, a.Place)).Select(a => a.Id)];
    private readonly HashSet<string> own = [.. Assessments.Where(a => Permission.May(Me, Right.SelfAssessmentWrite, a.Place)).Select(a => a.Id)];

    /// <summary>Somebody of an office, who sees what assessors found too.</summary>
    public bool IsOffice => read.Count > 0 || Permission.May(Me, Right.AnswersRead, Agency.Place);

    /// <summary>Three queries; null when the agency is not in the cycle.</summary>
    public static async Task<AgencyEvidence?> Find(PatuhDb db, Actor me, string cycle, string agency, CancellationToken cancel)
    {
        var found = await (from p in db.Set<PlannedAgencyRow>() where p.CycleId == cycle && p.AgencyId == agency join c in db.Set<AssessmentCycleRow>() on p.CycleId equals c.Id select new { p, c }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var stages = await db.Set<CycleStageRow>().Where(s => s.CycleId == cycle).ToListAsync(cancel);
        var assessments = await db.Set<AssessmentRow>().Where(a => a.CycleId == cycle && a.AgencyId == agency).OrderBy(a => a.Position).ToListAsync(cancel);
        return new(me, found.c, found.p, stages, assessments);
    }

    /// <summary>
    /// The same, held until the caller's transaction ends: one writer of an agency's evidence at a time, and none while the self-assessment is being submitted.
    /// </summary>
    public static async Task<AgencyEvidence?> Hold(PatuhDb db, Actor me, string cycle, string agency, CancellationToken cancel)
    {
        await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle && a.AgencyId == agency).ExecuteUpdateAsync(a => a.SetProperty(x => x.SelfState, x => x.SelfState), cancel);
        return await Find(db, me, cycle, agency, cancel);
    }

    /// <summary>Whether this person sees a file: an office all, an agency what it brought itself, a unit what was brought there or is used for it.</summary>
    /// <param name="row">Any version.</param>
    /// <param name="usedFor">Ids of the assessments that it, or another version, is used for.</param>
    public bool Sees(EvidenceRow row, IEnumerable<string> usedFor)
    {
        var places = usedFor.Append(row.AssessmentId).ToList();
        return places.Exists(read.Contains) || Permission.May(Me, Right.AnswersRead, Agency.Place)
            || (row.Kind == AnswerKind.Self && (places.Exists(own.Contains) || Permission.May(Me, Right.SelfAssessmentWrite, Agency.Place)));
    }

    /// <summary>Whether the page of an assessment is theirs, to be named and led to.</summary>
    public bool Sees(string assessment) => read.Contains(assessment) || own.Contains(assessment);

    public bool MayWrite(string assessment, string kind) => Assessments.FirstOrDefault(a => a.Id == assessment) is { } row && AnswerAccess.MayWrite(Me, row, kind);

    /// <summary>A new version changes what stands everywhere it is used: only for who may write in all of it.</summary>
    public bool MayReplace(EvidenceRow row, IReadOnlyList<EvidenceUseRow> uses) =>
        uses.Select(u => u.AssessmentId).DefaultIfEmpty(row.AssessmentId).All(a => MayWrite(a, row.Kind));

    public string? Closed(string kind, string today) => EvidenceRules.Closed(Cycle, Stages, Agency, kind, today);
}
