using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Visits;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>What goes with a draft; and what keeps it: a numbered letter that was made for it.</summary>
internal sealed record DraftContent(int Agencies, int Units, int Named, int Visits, int Notices, int Answers, IReadOnlyList<string> Copies)
{
    public bool MayGo => Notices == 0;

    public static async Task<DraftContent> Of(PatuhDb db, string cycle, CancellationToken cancel)
    {
        var assessments = db.Set<AssessmentRow>().Where(a => a.CycleId == cycle);
        return new(
            await db.Set<PlannedAgencyRow>().CountAsync(a => a.CycleId == cycle, cancel),
            await assessments.CountAsync(a => a.Level == AssessmentLevel.Unit, cancel),
            await db.Set<AssessmentSubjectRow>().CountAsync(s => s.Name != "" && s.Role != SubjectRole.Product && assessments.Any(a => a.Id == s.AssessmentId), cancel),
            await db.Set<VisitRow>().CountAsync(v => v.CycleId == cycle, cancel),
            await db.Set<VisitNoticeRow>().CountAsync(n => n.CycleId == cycle, cancel),
            await db.Set<AnswerEventRow>().CountAsync(e => assessments.Any(a => a.Id == e.AssessmentId), cancel),
            await db.Set<AssessmentCycleRow>().Where(c => c.CopiedFrom == cycle).OrderBy(c => c.Year).Select(c => c.Title).ToListAsync(cancel));
    }
}

/// <summary>Discards a draft with all that refers to it, as if it had never been made but for the record of it: its year is free again.</summary>
internal sealed class CycleDiscarding(PatuhDb db, TimeProvider time)
{
    /// <summary><paramref name="revision"/> is that of the plan that was looked at.</summary>
    public async Task<PlanFate> Discard(By by, AssessmentCycleRow cycle, string why, int revision, CancellationToken cancel)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (await DraftPlan.Take(db, cycle.Id, revision, cancel) is var fate and not PlanFate.Done)
                return fate;
            var content = await DraftContent.Of(db, cycle.Id, cancel);
            if (!content.MayGo)
                return PlanFate.Changed;
            await Delete(cycle.Id, cancel);
            db.Audit(time, by, "cycle_plan.discarded", new Subject("assessment_cycle", cycle.Id),
                before: new { cycle.Year, cycle.Kind, from = cycle.CopiedFrom, made = cycle.CreatedAt, content.Agencies, content.Units, named = content.Named, content.Visits, answersHeld = content.Answers }, why: why);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return PlanFate.Done;
        }
        catch (DbException e) when (References.Held(e))
        {
            // something was added to it at the same moment, and refers to what was to go
            return PlanFate.Changed;
        }
    }

    private async Task Delete(string cycle, CancellationToken cancel)
    {
        var assessments = db.Set<AssessmentRow>().Where(a => a.CycleId == cycle);
        var (events, teams) = (db.Set<AnswerEventRow>().Where(e => assessments.Any(a => a.Id == e.AssessmentId)), db.Set<VisitTeamRow>().Where(t => t.CycleId == cycle));
        await db.Set<AnswerAfterRow>().Where(x => events.Any(e => e.Id == x.EventId)).ExecuteDeleteAsync(cancel);
        await events.ExecuteDeleteAsync(cancel);
        await db.Set<AssessmentPartRow>().Where(p => assessments.Any(a => a.Id == p.AssessmentId)).ExecuteDeleteAsync(cancel);
        await db.Set<AssessmentScoreRow>().Where(s => assessments.Any(a => a.Id == s.AssessmentId)).ExecuteDeleteAsync(cancel);
        await db.Set<VisitRow>().Where(v => v.CycleId == cycle).ExecuteDeleteAsync(cancel);
        await db.Set<VisitTeamMemberRow>().Where(m => teams.Any(t => t.Id == m.TeamId)).ExecuteDeleteAsync(cancel);
        await teams.ExecuteDeleteAsync(cancel);
        await db.Set<AssessmentSubjectRow>().Where(s => assessments.Any(a => a.Id == s.AssessmentId)).ExecuteDeleteAsync(cancel);
        await assessments.ExecuteDeleteAsync(cancel);
        await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle).ExecuteDeleteAsync(cancel);
        await db.Set<CycleMethodRow>().Where(m => m.CycleId == cycle).ExecuteDeleteAsync(cancel);
        await db.Set<CycleStageRow>().Where(s => s.CycleId == cycle).ExecuteDeleteAsync(cancel);
        await db.Set<AssessmentCycleRow>().Where(c => c.CopiedFrom == cycle).ExecuteUpdateAsync(c => c.SetProperty(x => x.CopiedFrom, (string?)null), cancel);
        await db.Set<AssessmentCycleRow>().Where(c => c.Id == cycle).ExecuteDeleteAsync(cancel);
    }
}
