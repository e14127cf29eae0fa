namespace Patuh.Scoring;

/// <summary>Four states that must not be confused; none of them is "a score of zero".</summary>
public enum State
{
    /// <summary>Has a score.</summary>
    Scored,
    /// <summary>Does not apply here; its siblings share its weight.</summary>
    NotApplicable,
    /// <summary>An answer that the method insists on is missing.</summary>
    Incomplete,
    /// <summary>Was not assessed at all.</summary>
    NotAssessed,
}

/// <summary>The words of <see cref="State"/> in files.</summary>
public static class States
{
    /// <summary><c>scored, not_applicable, incomplete, not_assessed</c>.</summary>
    public static string Word(this State state) => state switch
    {
        State.Scored => "scored",
        State.NotApplicable => "not_applicable",
        State.Incomplete => "incomplete",
        _ => "not_assessed",
    };
}
