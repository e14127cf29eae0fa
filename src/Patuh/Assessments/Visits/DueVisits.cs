using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>Visits that ask for something: to confirm main respondents before, or to complete the assessment after.</summary>
internal static class DueVisits
{
    private static readonly string[] Over = [.. VisitState.Ahead, VisitState.Done];

    /// <summary>Respondents whom a visit waits for.</summary>
    public static IQueryable<AssessmentSubjectRow> Unconfirmed(PatuhDb db) =>
        db.Set<AssessmentSubjectRow>().Where(s => s.EndedAt == null && SubjectRole.Officers.Contains(s.Role) && (s.Name == "" || s.ConfirmedAt == null));

    /// <summary>Visits still to come, on one of these days, of units whose respondents are not all named and confirmed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cycles">Of these cycles.</param>
    /// <param name="units">Of these units.</param>
    /// <param name="first">The first day, yyyy-mm-dd.</param>
    /// <param name="last">The last day, included.</param>
    public static IQueryable<VisitRow> ToConfirm(PatuhDb db, IReadOnlyList<string> cycles, IQueryable<AssessmentRow> units, string first, string last) =>
        from v in db.Set<VisitRow>()
        where cycles.Contains(v.CycleId) && string.Compare(v.Day, first) >= 0 && string.Compare(v.Day, last) <= 0 && VisitState.Ahead.Contains(v.State)
        join a in units on v.AssessmentId equals a.Id
        where Unconfirmed(db).Any(s => s.AssessmentId == a.Id)
        select v;

    /// <summary>Visits whose day has passed while the assessors' answers are not complete.</summary>
    public static IQueryable<VisitRow> Late(PatuhDb db, IReadOnlyList<string> cycles, IQueryable<AssessmentRow> units, string today) =>
        from v in db.Set<VisitRow>()
        where cycles.Contains(v.CycleId) && string.Compare(v.Day, today) < 0 && Over.Contains(v.State)
        join a in units on v.AssessmentId equals a.Id
        where db.Set<AssessmentScoreRow>().Any(s => s.AssessmentId == a.Id && s.Kind == AnswerKind.Assessed && s.State == "incomplete")
        select v;
}
