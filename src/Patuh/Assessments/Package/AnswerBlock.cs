namespace Patuh.Assessments.Package;

/// <summary>Some answers as read, in columns.</summary>
internal sealed class AnswerBlock
{
    public const int Size = 1 << 15;

    public int Count { get; private set; }

    public int[] Sheet { get; } = new int[Size];

    public ushort[] Indicator { get; } = new ushort[Size];

    /// <summary>Product, or number of products + respondent, or -1: as in the files, not yet in order.</summary>
    public int[] Subject { get; } = new int[Size];

    public int[] Grade { get; } = new int[Size];

    public int[] Line { get; } = new int[Size];

    public bool Full => Count == Size;

    public void Add(int sheet, int indicator, int subject, int grade, long line)
    {
        (Sheet[Count], Indicator[Count], Subject[Count], Grade[Count], Line[Count]) = (sheet, (ushort)indicator, subject, grade, (int)line);
        Count++;
    }
}
