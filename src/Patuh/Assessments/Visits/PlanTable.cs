using Patuh.Assessments.Plan;

namespace Patuh.Assessments.Visits;

/// <summary>A unit that is planned in a form, with its agency's name where units of several stand there.</summary>
internal sealed record PlannedUnit(AssessmentRow Unit, string? Agency);

/// <summary>The units of a form with a day and a time for each, as proposed or as typed.</summary>
internal sealed record PlanTable(IReadOnlyList<PlannedUnit> Units, IReadOnlyDictionary<string, (string Day, string Starts)> Typed, IReadOnlyDictionary<string, string> Errors);
