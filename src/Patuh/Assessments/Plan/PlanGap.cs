using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>The kinds of gaps that have a list, as they stand in addresses, and what each of them is in the database.</summary>
internal static class PlanGap
{
    public const string Products = "produk";
    public const string Officers = "responden";
    public const string Unconfirmed = "konfirmasi";
    public const string Subjects = "subjek";

    /// <summary>Agencies that have not submitted their self-assessment: no gap of the plan, but looked for in the same way.</summary>
    public const string Self = "mandiri";

    public static IReadOnlyList<string> All { get; } = [Products, Officers, Unconfirmed, Subjects, Self];

    /// <summary>The products and respondents that make a gap; for units without any the list is of units alone.</summary>
    public static IQueryable<AssessmentSubjectRow> SubjectsOf(PatuhDb db, string gap)
    {
        var there = db.Set<AssessmentSubjectRow>().Where(s => s.EndedAt == null);
        return gap switch
        {
            Products => there.Where(s => s.Role == SubjectRole.Product && s.Name == ""),
            Officers => there.Where(s => SubjectRole.Officers.Contains(s.Role) && s.Name == ""),
            Unconfirmed => there.Where(s => SubjectRole.Officers.Contains(s.Role) && s.Name != "" && s.ConfirmedAt == null),
            _ => there,
        };
    }

    /// <summary>The units that have a gap, of those that are assessed.</summary>
    public static IQueryable<AssessmentRow> UnitsWith(PatuhDb db, IQueryable<AssessmentRow> units, string gap)
    {
        var (assessed, subjects) = (units.Where(a => a.Level == AssessmentLevel.Unit && a.Status == AssessmentStatus.Assessed), SubjectsOf(db, gap));
        return gap == Subjects ? assessed.Where(a => !subjects.Any(s => s.AssessmentId == a.Id)) : assessed.Where(a => subjects.Any(s => s.AssessmentId == a.Id));
    }
}
