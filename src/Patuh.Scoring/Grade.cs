namespace Patuh.Scoring;

/// <summary>What one answer is worth: its text as written, its share of 100 %, and whether it is a shortcoming.</summary>
/// <param name="Text">The value as written, or <c>na</c>.</param>
/// <param name="Share">0..1, exact, the replacement factor included; 0 for <c>na</c>.</param>
/// <param name="Applicable">False for <c>na</c>.</param>
/// <param name="Noted">True for a shortcoming.</param>
public sealed record Grade(string Text, Fraction Share, bool Applicable, bool Noted)
{
    /// <summary>The text of a "not applicable" answer.</summary>
    public const string NotApplicable = "na";

    /// <summary>Reads a value on the scale of an indicator.</summary>
    /// <param name="text"><c>-?(0|[1-9][0-9]*)(\.[0-9]+)?</c> within the scale, or <c>na</c>.</param>
    /// <param name="indicator">The indicator that it answers.</param>
    /// <param name="replacement">True when a replacement respondent gave it.</param>
    /// <param name="problem">What is wrong with it, when the result is null.</param>
    public static Grade? Read(string text, Indicator indicator, bool replacement, out GradeProblem problem)
    {
        problem = GradeProblem.None;
        if (text == NotApplicable)
            return new Grade(text, Fraction.Zero, false, false);
        var scale = indicator.Scale;
        problem = DecimalText.TryRead(text, out var value, out var decimals)
            ? decimals > scale.Decimals ? GradeProblem.TooManyDecimals
            : value < scale.Min || value > scale.Max ? GradeProblem.OutsideScale
            : GradeProblem.None
            : GradeProblem.NotANumber;
        if (problem != GradeProblem.None)
            return null;
        var share = (Fraction.From(value) - Fraction.From(scale.Zero)) / (Fraction.From(scale.Max) - Fraction.From(scale.Zero));
        if (replacement)
            share *= Fraction.From(indicator.ReplacementFactor);
        return new Grade(text, share, true, value <= scale.NoteAtOrBelow);
    }
}

/// <summary>Why a value is refused.</summary>
public enum GradeProblem
{
    /// <summary>It is not.</summary>
    None,
    /// <summary>Neither a plain number nor <c>na</c>.</summary>
    NotANumber,
    /// <summary>More decimals than the scale has.</summary>
    TooManyDecimals,
    /// <summary>Below the least or above the greatest value.</summary>
    OutsideScale,
}
