using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;

namespace Patuh.Assessments.Workbook;

/// <summary>An answer that a workbook brings, and where it stands in it.</summary>
/// <param name="Draft">The answer.</param>
/// <param name="Sheet">Name of its sheet.</param>
/// <param name="Cell">Cell of its value.</param>
/// <param name="ReasonCell">Cell in which a reason is missing, if one is.</param>
/// <param name="About">Indicator and subject in words.</param>
/// <param name="Before">What stands now: a value, several with a bar between, or nothing.</param>
internal sealed record WorkbookChange(AnswerDraft Draft, string Sheet, string Cell, string ReasonCell, string About, string Before);

/// <summary>Somebody who was met on the day: a user or a member of the public, by number only.</summary>
internal sealed record NewPerson(string Id, string Role);

/// <summary>All that a workbook would change.</summary>
internal sealed record WorkbookPlan(IReadOnlyList<WorkbookChange> Changes, IReadOnlyList<NewPerson> People, int Same)
{
    /// <summary>Rows of the new people, numbered after those that are there.</summary>
    public static List<AssessmentSubjectRow> Rows(IReadOnlyList<NewPerson> people, string assessment, IReadOnlyList<AssessmentSubjectRow> known, string now, string personId)
    {
        var rows = new List<AssessmentSubjectRow>();
        foreach (var person in people.Where(p => !known.Any(k => k.Id == p.Id)))
            rows.Add(new()
            {
                Id = person.Id,
                AssessmentId = assessment,
                Role = person.Role,
                Kind = "",
                Number = known.Concat(rows).Where(s => s.Role == person.Role).Select(s => s.Number).DefaultIfEmpty().Max() + 1,
                Name = "",
                Post = "",
                Standing = SubjectRole.Primary,
                // told in the workbook; the moment is that of its arrival
                ConsentedAt = now,
                AddedAt = now,
                AddedBy = personId,
            });
        return rows;
    }
}
