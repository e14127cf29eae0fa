using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Assessments.Answers;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Plan;

/// <summary>The plan of classes as other methods make it: what they ask for anew, counted and ready to be written. The same number of queries whatever the number of agencies.</summary>
internal sealed class MethodPlan(PlanDefaults defaults, PlanRows rows)
{
    private ILookup<string, AssessmentRow> assessments = Enumerable.Empty<AssessmentRow>().ToLookup(a => a.AgencyId);
    private ILookup<string, AssessmentSubjectRow> subjects = Enumerable.Empty<AssessmentSubjectRow>().ToLookup(s => s.AssessmentId);
    private HashSet<string> answered = [];

    public PlanRows Rows => rows;

    public List<MethodEffect> Effects { get; } = [];

    /// <summary>Assessments of agencies as a whole that the method has no use for.</summary>
    public List<string> OwnGone { get; } = [];

    /// <summary>Places without a name that nobody asks for any more.</summary>
    public List<string> SubjectsGone { get; } = [];

    public static async Task<MethodPlan> Of(PatuhDb db, AssessmentCycleRow cycle, IReadOnlyDictionary<string, InstrumentFile> before, IReadOnlyDictionary<string, InstrumentFile> after, PlanDefaults defaults, string now, CancellationToken cancel)
    {
        var plan = new MethodPlan(defaults, new PlanRows(now));
        var classes = after.Keys.ToList();
        var agencies = await db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle.Id && classes.Contains(a.Class)).OrderBy(a => a.AgencyId).ToListAsync(cancel);
        var mine = from a in db.Set<AssessmentRow>() join p in db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { p.CycleId, p.AgencyId } where a.CycleId == cycle.Id && classes.Contains(p.Class) select a;
        plan.assessments = (await mine.ToListAsync(cancel)).ToLookup(a => a.AgencyId);
        plan.subjects = (await (from s in db.Set<AssessmentSubjectRow>() join a in mine on s.AssessmentId equals a.Id where s.EndedAt == null && SubjectRole.Planned.Contains(s.Role) select s).ToListAsync(cancel)).ToLookup(s => s.AssessmentId);
        plan.answered = [.. await db.Set<AnswerEventRow>().Where(e => mine.Any(a => a.Id == e.AssessmentId)).Select(e => e.AssessmentId).Distinct().ToListAsync(cancel)];
        var asked = await (from p in db.Set<AssessmentPartRow>()
                           join a in mine on p.AssessmentId equals a.Id
                           join g in db.Set<PlannedAgencyRow>() on new { a.CycleId, a.AgencyId } equals new { g.CycleId, g.AgencyId }
                           where p.Kind == AnswerKind.Assessed
                           group p by g.Class into c
                           select new { c.Key, Required = c.Sum(p => p.Required) }).ToDictionaryAsync(c => c.Key, c => c.Required, cancel);
        var missing = classes.All(before.ContainsKey) ? [] : await PlannedAgencies.Of(db, cycle.Id, cycle.Year, null, cancel);
        var units = missing.Count == 0 ? null : (await db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.Unit && o.ClosedOn == null).ToListAsync(cancel)).ToLookup(o => o.ParentId);
        foreach (var (agencyClass, file) in after.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var there = agencies.Where(a => a.Class == agencyClass).ToList();
            var effect = plan.Change(there, new MethodEffect(agencyClass, before.GetValueOrDefault(agencyClass), file) { AnswersBefore = asked.GetValueOrDefault(agencyClass) });
            var added = before.ContainsKey(agencyClass) ? [] : missing.Where(a => a.Class == agencyClass && there.TrueForAll(t => t.AgencyId != a.AgencyId)).ToList();
            foreach (var agency in added)
                defaults.Add(plan.Rows, agency, file, units![agency.AgencyId].ToLookup(u => u.Name));
            plan.Effects.Add(effect with { AgenciesAdded = added.Count });
        }
        return plan;
    }

    private MethodEffect Change(List<PlannedAgencyRow> agencies, MethodEffect effect)
    {
        var own = effect.To.Instrument.Dimensions.Any(d => d.Level == Level.Agency);
        foreach (var agency in agencies)
        {
            var units = assessments[agency.AgencyId].Where(a => a.Level == AssessmentLevel.Unit).ToList();
            foreach (var unit in units)
                effect = Change(unit, effect);
            var whole = assessments[agency.AgencyId].FirstOrDefault(a => a.Level == AssessmentLevel.Agency);
            effect = effect with { Agencies = effect.Agencies + 1, Units = effect.Units + units.Count };
            if (whole is null && own)
            {
                defaults.AddOwn(rows, agency, effect.To);
                effect = effect with { OwnAdded = effect.OwnAdded + 1, AnswersAfter = effect.AnswersAfter + rows.LastAsked };
            }
            else if (whole is not null && own)
                effect = effect with { AnswersAfter = effect.AnswersAfter + rows.Count(whole, effect.To, []) };
            else if (whole is not null && !answered.Contains(whole.Id))
            {
                OwnGone.Add(whole.Id);
                effect = effect with { OwnRemoved = effect.OwnRemoved + 1 };
            }
        }
        return effect;
    }

    private MethodEffect Change(AssessmentRow unit, MethodEffect effect)
    {
        var there = subjects[unit.Id].ToList();
        foreach (var role in SubjectRole.Officers)
        {
            var mine = there.FindAll(s => s.Role == role);
            var added = defaults.Officers(unit, effect.To.Instrument, role, [.. mine.Select(s => s.Number)]).ToList();
            var extra = mine.FindAll(s => s.Number > PlanDefaults.Asked(effect.To.Instrument, role));
            var unnamed = extra.FindAll(s => s.Name.Length == 0);
            rows.Subjects.AddRange(added);
            SubjectsGone.AddRange(unnamed.Select(s => s.Id));
            effect = effect with { RespondentsAdded = effect.RespondentsAdded + added.Count, RespondentsRemoved = effect.RespondentsRemoved + unnamed.Count, RespondentsLeftOver = effect.RespondentsLeftOver + extra.Count - unnamed.Count };
        }
        return effect with { AnswersAfter = effect.AnswersAfter + rows.Count(unit, effect.To, there.FindAll(s => s.Role == SubjectRole.Product)) };
    }
}
