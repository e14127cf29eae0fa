namespace Patuh.Scoring;

/// <summary>What the one formula of <see cref="Evaluator{T}"/> needs of a number: exact (<see cref="Fraction"/>) or fast (<see cref="Estimate"/>).</summary>
/// <typeparam name="T">The number itself.</typeparam>
public interface IQuantity<T> where T : struct, IQuantity<T>
{
    /// <summary>0.</summary>
    static abstract T Zero { get; }

    /// <summary>An integer.</summary>
    static abstract T From(int value);

    /// <summary>A decimal number.</summary>
    static abstract T From(decimal value);

    /// <summary>True for 0.</summary>
    bool IsZero { get; }

    /// <summary>Sum.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>Product.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>Quotient.</summary>
    static abstract T operator /(T a, T b);
}

/// <summary>
/// A double that stands for a number of 0 or more. The formula only adds, multiplies and divides such numbers, so nothing
/// cancels and the relative error is at most the number of roundings on the longest path times 2^-53 (see <see cref="Bound"/>).
/// Whoever rounds or compares estimates asks for the exact value where that error could change the answer.
/// </summary>
internal readonly struct Estimate(double value) : IQuantity<Estimate>
{
    public double Value { get; } = value;

    public static Estimate Zero => default;

    public bool IsZero => Value == 0;

    public static Estimate From(int value) => new(value);

    public static Estimate From(decimal value) => new((double)value);

    public static Estimate operator +(Estimate a, Estimate b) => new(a.Value + b.Value);

    public static Estimate operator *(Estimate a, Estimate b) => new(a.Value * b.Value);

    public static Estimate operator /(Estimate a, Estimate b) => new(a.Value / b.Value);

    /// <summary>Relative error after at most <paramref name="roundings"/> roundings in a row, with room to spare.</summary>
    public static double Bound(long roundings) => (roundings + 1) * 1.2e-16;
}
