using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>One cell of the desk: an indicator of one subject, with the answers that stand there.</summary>
/// <param name="Indicator">What is asked.</param>
/// <param name="Subject">Of whom or what; null for the unit as a whole.</param>
/// <param name="Standing">The answers, oldest first; more than one that differ are a conflict.</param>
/// <param name="Self">What the agency answered for itself, where that is looked at beside.</param>
internal sealed record DeskCell(Indicator Indicator, AssessmentSubjectRow? Subject, IReadOnlyList<AnswerEventRow> Standing, string? Self)
{
    /// <summary>Its name in forms and addresses.</summary>
    public string Key => KeyOf(Indicator.Code, Subject?.Id ?? "");

    public bool InConflict { get; } = Standing.Any(s => s.Value != Standing[0].Value);

    public string Value => InConflict || Standing.Count == 0 ? "" : Standing[0].Value;

    /// <summary>Ids that a new answer takes the place of, in a form.</summary>
    public string Base => string.Join(' ', Standing.Select(s => s.Id).Order(StringComparer.Ordinal));

    /// <summary>A change asks for a reason: somebody else's answer stands there.</summary>
    public bool IsAnothers(string me) => Standing.Any(s => s.PersonId != me && s.Value.Length > 0);

    public bool HasWords => Standing.Any(s => s.Note.Length > 0 || s.Reason.Length > 0);

    public static string KeyOf(string indicator, string subject) => subject.Length == 0 ? indicator : indicator + "." + subject;
}

/// <summary>
/// Indicators with one kind of subject, as a table: subjects stand in columns, or, where there are many of them (users), in rows.
/// </summary>
/// <param name="Role">Whose, or null: of the unit as a whole.</param>
/// <param name="Indicators">What is asked.</param>
/// <param name="Subjects">Of whom, as far as the page shows them.</param>
/// <param name="Cells">By key.</param>
/// <param name="Reached">How many have answered any of it, on this page or not.</param>
internal sealed record DeskGrid(string? Role, IReadOnlyList<Indicator> Indicators, IReadOnlyList<AssessmentSubjectRow> Subjects, IReadOnlyDictionary<string, DeskCell> Cells, int Reached)
{
    public bool SubjectsInRows => Role is { } role && SubjectRole.Met.Contains(role);

    public DeskCell Cell(Indicator indicator, AssessmentSubjectRow? subject) => Cells[DeskCell.KeyOf(indicator.Code, subject?.Id ?? "")];

    /// <summary>The grids of one dimension, each variable with its own; indicators keep their order.</summary>
    public static IReadOnlyList<(Variable Variable, IReadOnlyList<DeskGrid> Grids)> Of(Dimension dimension, IReadOnlyList<AssessmentSubjectRow> subjects, IEnumerable<AnswerEventRow> standing, IEnumerable<AnswerHeadRow> self)
    {
        var given = standing.ToList();
        var stands = given.ToLookup(s => DeskCell.KeyOf(s.Indicator, s.SubjectId));
        var own = self.ToLookup(s => DeskCell.KeyOf(s.Indicator, s.SubjectId), s => s.Value);
        var variables = new List<(Variable, IReadOnlyList<DeskGrid>)>();
        foreach (var variable in dimension.Variables)
            variables.Add((variable, [.. variable.Indicators.GroupBy(i => SubjectRole.Of(i.Subject)).Select(g => Grid(g.Key, [.. g], subjects, stands, own, given))]));
        return variables;
    }

    private static DeskGrid Grid(string? role, IReadOnlyList<Indicator> indicators, IReadOnlyList<AssessmentSubjectRow> all, ILookup<string, AnswerEventRow> stands, ILookup<string, string> self, List<AnswerEventRow> given)
    {
        // who was replaced keeps a column while an answer of theirs stands
        IReadOnlyList<AssessmentSubjectRow> subjects = role is null ? [] : [.. all.Where(s => s.Role == role && (s.EndedAt is null || indicators.Any(i => stands.Contains(DeskCell.KeyOf(i.Code, s.Id)))))];
        var cells = new Dictionary<string, DeskCell>(StringComparer.Ordinal);
        foreach (var indicator in indicators)
            foreach (var subject in role is null ? [null] : subjects.Cast<AssessmentSubjectRow?>())
            {
                var key = DeskCell.KeyOf(indicator.Code, subject?.Id ?? "");
                cells.Add(key, new DeskCell(indicator, subject, [.. stands[key].OrderBy(s => s.Number)], self[key].FirstOrDefault(v => v.Length > 0)));
            }
        var codes = indicators.Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        return new DeskGrid(role, indicators, subjects, cells, given.Where(s => s.Value.Length > 0 && s.SubjectId.Length > 0 && codes.Contains(s.Indicator)).Select(s => s.SubjectId).Distinct().Count());
    }
}
