using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Gives classes of a draft another method. Units with their names and reasons stay, and so does everybody who has a name.</summary>
internal sealed class ClassMethods(PatuhDb db, TimeProvider time)
{
    /// <summary>What it would change.</summary>
    public async Task<IReadOnlyList<MethodEffect>> Look(AssessmentCycleRow cycle, IReadOnlyDictionary<string, InstrumentFile> before, IReadOnlyDictionary<string, InstrumentFile> after, CancellationToken cancel) =>
        (await Plan(cycle, before, after, null, cancel)).Effects;

    /// <summary>All in one transaction. <paramref name="revision"/> is that of the plan that was looked at.</summary>
    public async Task<PlanFate> Change(Actor me, AssessmentCycleRow cycle, IReadOnlyDictionary<string, InstrumentFile> before, IReadOnlyDictionary<string, InstrumentFile> after, int revision, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await DraftPlan.Take(db, cycle.Id, revision, cancel) is var fate and not PlanFate.Done)
            return fate;
        var plan = await Plan(cycle, before, after, me.PersonId, cancel);
        foreach (var effect in plan.Effects)
            await Set(me, cycle.Id, effect, cancel);
        await Write(cycle.Id, [.. after.Keys], plan, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return PlanFate.Done;
    }

    private Task<MethodPlan> Plan(AssessmentCycleRow cycle, IReadOnlyDictionary<string, InstrumentFile> before, IReadOnlyDictionary<string, InstrumentFile> after, string? personId, CancellationToken cancel)
    {
        var now = Stamp.Now(time);
        return MethodPlan.Of(db, cycle, before, after, new PlanDefaults(cycle.Id, now, personId, time), now, cancel);
    }

    private async Task Set(Actor me, string cycle, MethodEffect effect, CancellationToken cancel)
    {
        var (agencyClass, to) = (effect.Class, effect.To.Instrument);
        CycleFactory.Freeze(db, effect.To);
        if (await db.Set<CycleMethodRow>().Where(m => m.CycleId == cycle && m.Class == agencyClass).ExecuteUpdateAsync(m => m.SetProperty(x => x.InstrumentId, to.Id).SetProperty(x => x.InstrumentVersion, to.Version), cancel) == 0)
            db.Add(new CycleMethodRow { CycleId = cycle, Class = agencyClass, InstrumentId = to.Id, InstrumentVersion = to.Version });
        await Within(cycle, [agencyClass]).ExecuteUpdateAsync(a => a.SetProperty(x => x.InstrumentId, to.Id).SetProperty(x => x.InstrumentVersion, to.Version), cancel);
        db.Audit(time, me.By(Right.CyclesWrite, Place.National), "cycle_method.changed", new Platform.Audit.Subject("assessment_cycle", cycle),
            before: new { @class = agencyClass, instrument = effect.From?.Instrument.Id, version = effect.From?.Instrument.Version, answers = effect.AnswersBefore },
            after: new { @class = agencyClass, instrument = to.Id, version = to.Version, hash = effect.To.Hash, answers = effect.AnswersAfter, effect.Units, effect.AgenciesAdded, effect.RespondentsAdded, effect.RespondentsRemoved, effect.OwnAdded, effect.OwnRemoved });
    }

    private async Task Write(string cycle, List<string> classes, MethodPlan plan, CancellationToken cancel)
    {
        var mine = Within(cycle, classes);
        await db.Set<AssessmentPartRow>().Where(p => mine.Any(a => a.Id == p.AssessmentId)).ExecuteDeleteAsync(cancel);
        await db.Set<AssessmentScoreRow>().Where(s => mine.Any(a => a.Id == s.AssessmentId)).ExecuteDeleteAsync(cancel);
        if (plan.SubjectsGone.Count > 0)
            await db.Set<AssessmentSubjectRow>().Where(s => EF.Parameter(plan.SubjectsGone).Contains(s.Id) && s.Name == "").ExecuteDeleteAsync(cancel);
        if (plan.OwnGone.Count > 0)
            await db.Set<AssessmentRow>().Where(a => EF.Parameter(plan.OwnGone).Contains(a.Id)).ExecuteDeleteAsync(cancel);
        plan.Rows.Write(db.Database.GetDbConnection());
        // what was held before the cycle opened waits on
        var held = db.Set<AnswerEventRow>().Where(e => e.Held != "" && e.Settled == null);
        await db.Set<AssessmentScoreRow>().Where(s => mine.Any(a => a.Id == s.AssessmentId) && held.Any(e => e.AssessmentId == s.AssessmentId && e.Kind == s.Kind))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Held, x => held.Count(e => e.AssessmentId == x.AssessmentId && e.Kind == x.Kind)), cancel);
    }

    private IQueryable<AssessmentRow> Within(string cycle, List<string> classes) =>
        db.Set<AssessmentRow>().Where(a => a.CycleId == cycle && db.Set<PlannedAgencyRow>().Any(p => p.CycleId == cycle && p.AgencyId == a.AgencyId && classes.Contains(p.Class)));
}
