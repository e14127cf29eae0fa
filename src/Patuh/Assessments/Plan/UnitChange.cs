namespace Patuh.Assessments.Plan;

/// <summary>What a unit's plan is to be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Another">It is another unit than the one that was chosen, with an organisation of its own; otherwise another name is that of the same unit.</param>
/// <param name="Kind">One of the kinds of <see cref="Loci"/>.</param>
/// <param name="Substance">Its substance.</param>
/// <param name="Status">One of <see cref="AssessmentStatus"/>.</param>
/// <param name="Why">Why it is not assessed; empty where it is.</param>
internal sealed record UnitChange(string Name, bool Another, string Kind, string Substance, string Status, string Why)
{
    /// <summary>A unit as it is, in another state.</summary>
    public static UnitChange Of(AssessmentRow unit, string status, string why) => new(unit.Name, false, unit.Kind, unit.Substance, status, why);
}
