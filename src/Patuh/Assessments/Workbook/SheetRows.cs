using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>One row to be filled in: an indicator, and whom or what it is asked of.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="Indicator">Its indicator.</param>
/// <param name="Subject">Null where it is about the unit or agency as a whole, and in spare rows.</param>
/// <param name="Spare">The key of a person who is still to be met, such as <c>user#3</c>.</param>
internal sealed record SheetRow(Variable Variable, Indicator Indicator, AssessmentSubjectRow? Subject, string? Spare)
{
    public string SubjectKey => Subject?.Id ?? Spare ?? "";

    public string Key => Indicator.Code + "|" + SubjectKey;
}

/// <summary>The rows of a dimension in the order in which one asks: one respondent after the other, and with each all that a variable asks.</summary>
internal static class SheetRows
{
    private const int FewestSpare = 5, MostSpare = 30;

    public static IEnumerable<SheetRow> Of(Dimension dimension, IReadOnlyList<AssessmentSubjectRow> subjects, IReadOnlyList<string> spare)
    {
        foreach (var variable in dimension.Variables)
            foreach (var group in Groups(variable))
            {
                if (SubjectRole.Of(group[0].Subject) is not { } role)
                    foreach (var indicator in group)
                        yield return new(variable, indicator, null, null);
                else
                {
                    foreach (var subject in subjects.Where(s => s.Role == role && s.EndedAt is null))
                        foreach (var indicator in group)
                            yield return new(variable, indicator, subject, null);
                    foreach (var person in spare.Where(s => s.StartsWith(role + WorkbookFormat.Spare, StringComparison.Ordinal)))
                        foreach (var indicator in group)
                            yield return new(variable, indicator, null, person);
                }
            }
    }

    /// <summary>Keys of people who are met on the day: users, and members of the public. As many as the method still wants, and some more.</summary>
    public static IReadOnlyList<string> Spare(Method method, string level, IReadOnlyList<AssessmentSubjectRow> subjects) =>
    [
        .. method.Dimensions(level).SelectMany(d => d.Variables).SelectMany(v => v.Indicators).Where(i => i.Subject is Subject.User or Subject.Public)
            .GroupBy(i => SubjectRole.Of(i.Subject)!)
            .SelectMany(g => Enumerable.Range(1, Math.Clamp(g.Max(i => Math.Max(i.Required, i.Target ?? 0)) - subjects.Count(s => s.Role == g.Key && s.EndedAt is null), FewestSpare, MostSpare))
                .Select(n => $"{g.Key}{WorkbookFormat.Spare}{n}")),
    ];

    private static IEnumerable<List<Indicator>> Groups(Variable variable)
    {
        var group = new List<Indicator>();
        foreach (var indicator in variable.Indicators)
        {
            if (group.Count > 0 && group[0].Subject != indicator.Subject)
            {
                yield return group;
                group = [];
            }
            group.Add(indicator);
        }
        yield return group;
    }
}
