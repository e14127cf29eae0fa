using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>All that was answered of an agency, so that its provisional score can be explained down to each answer.</summary>
internal sealed class AgencySheet
{
    private readonly string name;
    private readonly List<AnsweredSheet> units;
    private readonly AnsweredSheet? own;

    private AgencySheet(string name, List<AnsweredSheet> units, AnsweredSheet? own, IReadOnlyDictionary<string, AssessmentSubjectRow> subjects) =>
        (this.name, this.units, this.own, Subjects) = (name, units, own, subjects);

    /// <summary>Products and respondents of all its units, by id.</summary>
    public IReadOnlyDictionary<string, AssessmentSubjectRow> Subjects { get; }

    /// <summary>Two queries, whatever the number of units.</summary>
    /// <param name="db">Database.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="assessed">Its assessments that are assessed, its own included.</param>
    /// <param name="kind">Whose answers.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<AgencySheet> Load(PatuhDb db, PlannedAgencyRow agency, IReadOnlyList<AssessmentRow> assessed, string kind, CancellationToken cancel)
    {
        var ids = assessed.Select(a => a.Id).ToList();
        var subjects = await db.Set<AssessmentSubjectRow>().Where(s => ids.Contains(s.AssessmentId)).ToListAsync(cancel);
        var heads = (await db.Set<AnswerHeadRow>().Where(h => ids.Contains(h.AssessmentId) && h.Kind == kind).ToListAsync(cancel)).ToLookup(h => h.AssessmentId);
        var of = subjects.ToLookup(s => s.AssessmentId);
        var sheets = assessed.Select(a => (a.Level, Sheet: new AnsweredSheet(a.Id, a.Name, [.. of[a.Id]], AnswerCell.Of([.. of[a.Id]], heads[a.Id])))).ToList();
        return new(agency.Name, [.. sheets.Where(s => s.Level == AssessmentLevel.Unit).Select(s => s.Sheet)], sheets.FirstOrDefault(s => s.Level == AssessmentLevel.Agency).Sheet, subjects.ToDictionary(s => s.Id, StringComparer.Ordinal));
    }

    /// <summary>The score tree by a method.</summary>
    public ScoreNode Explain(Method method) => ScoreTree.Explain(SheetBuilder.Build(method.Instrument, name, units, own), 0);

    /// <summary>In hundredths, out of what is answered alone: units of which nothing is answered are left out too. Null where nothing is.</summary>
    public int? SoFar(Method method) => ScoreTree.Explain(SheetBuilder.Build(method.SoFar, name, [.. units.Where(u => u.Cells.Any(c => c.Value is { Length: > 0 }))], own), 0).Published;
}
