namespace Patuh.Scoring;

/// <summary>
/// Nilai sementara: what one unit is worth while its answers still come in, and what it puts into its agency's roll-up. The formula is that of the final
/// scores (<see cref="Evaluator{T}"/>, exact); nothing here is ranked or published.
/// </summary>
/// <param name="State">State of the unit.</param>
/// <param name="Published">Score in hundredths, rounded once as the instrument says; null without one.</param>
/// <param name="Parts">Parts that it puts into the roll-up: 1, or its applicable products; 0 without a score.</param>
/// <param name="PartSum">Sum of those parts' scores as shares (0..1 each), exact.</param>
/// <param name="Dimensions">Each dimension of the unit's level in hundredths, in the instrument's order; one that is complete has a score although the unit has none yet.</param>
public sealed record ProvisionalUnit(State State, int? Published, int Parts, Fraction PartSum, IReadOnlyList<int?> Dimensions);

/// <summary>The agency's provisional score out of its units'.</summary>
/// <param name="State">State of the agency.</param>
/// <param name="Published">Score in hundredths; null without one.</param>
/// <param name="Dimensions">Its own dimensions (level agency) in hundredths, in the instrument's order.</param>
public sealed record ProvisionalAgency(State State, int? Published, IReadOnlyList<int?> Dimensions);

/// <summary>Scores one unit at a time, so that one answer costs one unit.</summary>
public static class Provisional
{
    private static readonly Fraction Hundred = Fraction.From(100);

    /// <summary>One unit of a sheet.</summary>
    /// <param name="sheet">Answers; those of other units are not looked at.</param>
    /// <param name="unit">Index of the unit.</param>
    public static ProvisionalUnit Unit(Scoresheet sheet, int unit)
    {
        var evaluator = new Evaluator<Fraction>(sheet, share => share);
        var result = evaluator.Unit(unit);
        return new(result.State, Publish(sheet.Instrument, result), evaluator.Parts, evaluator.PartSum, [.. evaluator.UnitDimensions.Select(d => Publish(sheet.Instrument, d))]);
    }

    /// <summary>An agency out of units that were scored before.</summary>
    /// <param name="sheet">A sheet with the agency's own answers (level agency); it needs no units.</param>
    /// <param name="agency">Index of the agency.</param>
    /// <param name="units">All its units: state, parts and their sum.</param>
    public static ProvisionalAgency Agency(Scoresheet sheet, int agency, IEnumerable<(State State, int Parts, Fraction PartSum)> units)
    {
        var evaluator = new Evaluator<Fraction>(sheet, share => share);
        var (parts, sum, incomplete) = (0, Fraction.Zero, false);
        foreach (var unit in units)
        {
            incomplete |= unit.State == State.Incomplete;
            (parts, sum) = (parts + unit.Parts, sum + unit.PartSum);
        }
        var result = evaluator.Agency(agency, incomplete, parts, sum);
        return new(result.State, Publish(sheet.Instrument, result), [.. evaluator.Agencies.Dimensions.Select(d => Publish(sheet.Instrument, d))]);
    }

    /// <summary>
    /// The same method where what is missing is left out: "so far", out of what is answered alone. Never a result: a unit that is half answered can look better than it is.
    /// </summary>
    /// <param name="instrument">A method.</param>
    public static Instrument SoFar(Instrument instrument) => instrument with
    {
        Missing = MissingRule.Exclude,
        Dimensions = [.. instrument.Dimensions.Select(d => d with { Variables = [.. d.Variables.Select(v => v with { Indicators = [.. v.Indicators.Select(i => i with { Missing = MissingRule.Exclude })] })] })],
    };

    private static int? Publish(Instrument instrument, Result<Fraction> result) => result.State == State.Scored ? instrument.Publish(result.Score * Hundred) : null;
}
