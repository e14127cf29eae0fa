namespace Patuh.Scoring;

/// <summary>What a node of the score tree is.</summary>
public enum NodeKind
{
    /// <summary>Root.</summary>
    Agency,
    /// <summary>A service unit.</summary>
    Unit,
    /// <summary>A product; only under mean_of_products.</summary>
    Product,
    /// <summary>A dimension.</summary>
    Dimension,
    /// <summary>A variable.</summary>
    Variable,
    /// <summary>An indicator.</summary>
    Indicator,
    /// <summary>A leaf: one answer, or one that is missing and counts as 0 %.</summary>
    Answer,
}

/// <summary>A node of the score tree: its own score, and its points of the agency's 100.</summary>
public sealed class ScoreNode
{
    /// <summary>Kind.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>Id or code; an answer has its indicator's.</summary>
    public required string Code { get; init; }

    /// <summary>Name; null for an answer.</summary>
    public LocalText? Name { get; init; }

    /// <summary>State.</summary>
    public required State State { get; init; }

    /// <summary>Own score, 0-100, exact; null without one.</summary>
    public Fraction? Score { get; init; }

    /// <summary>Published score in hundredths; agency and unit only.</summary>
    public int? Published { get; init; }

    /// <summary>Basis of the weight or rubric; null for agency, unit, product and answer.</summary>
    public Basis? Basis { get; init; }

    /// <summary>An answer's subject: id of the product or respondent, or empty.</summary>
    public string? Subject { get; init; }

    /// <summary>An answer's value as written; empty when missing.</summary>
    public string? Value { get; init; }

    /// <summary>True for a shortcoming.</summary>
    public bool Noted { get; init; }

    /// <summary>The node's part of the agency's 100 points, exact: what it gives and what it loses together.</summary>
    public Fraction Worth { get; internal set; }

    /// <summary>Points that it gives, in 1/10000, apportioned; null when the agency has no score.</summary>
    public long? Given { get; internal set; }

    /// <summary>Points that it loses, in 1/10000, apportioned; null when the agency has no score.</summary>
    public long? Lost { get; internal set; }

    /// <summary>Weight among the siblings that count; 0 where it does not count.</summary>
    internal Fraction Weight { get; set; }

    /// <summary>Children in the order of the contract.</summary>
    public required IReadOnlyList<ScoreNode> Children { get; init; }

    /// <summary>Exact points given.</summary>
    public Fraction ExactGiven => Score is { } score ? Worth * score / Fraction.From(100) : Fraction.Zero;

    /// <summary>Exact points lost.</summary>
    public Fraction ExactLost => Worth + -ExactGiven;
}
