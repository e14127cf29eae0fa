using System.Text;
using Patuh.Scoring;

namespace Patuh.Assessments.Package;

/// <summary>
/// Distinct answers of a package. Indicators that share scale and replacement factor share their grades, so that a few numbers stand for
/// millions of answers. Shared by all threads; each looks first into its own <see cref="Cache"/>.
/// </summary>
internal sealed class GradeBook
{
    private readonly List<Grade> grades = [];
    private readonly Dictionary<(int Class, string Text), int> numbers = [];
    private readonly Dictionary<(Scale, decimal), int> classes = [];

    public GradeBook(Instrument instrument)
    {
        Indicators = [.. instrument.Indicators];
        ClassOf = [.. Indicators.Select(i => (Class(i.Scale, 1), Class(i.Scale, i.ReplacementFactor)))];
    }

    public Indicator[] Indicators { get; }

    /// <summary>For each indicator the class of its grades by a primary and by a replacement respondent.</summary>
    public (int Primary, int Replacement)[] ClassOf { get; }

    public int Classes => classes.Count;

    public Grade[] Grades => [.. grades];

    private int Class(Scale scale, decimal factor)
    {
        classes.TryAdd((scale, factor), classes.Count);
        return classes[(scale, factor)];
    }

    /// <summary>Number of a grade, or -1 with what is wrong.</summary>
    private int Find(int gradeClass, int indicator, bool replacement, string text, out GradeProblem problem)
    {
        lock (grades)
        {
            problem = GradeProblem.None;
            if (numbers.TryGetValue((gradeClass, text), out var number))
                return number;
            if (Grade.Read(text, Indicators[indicator], replacement, out problem) is not { } grade)
                return -1;
            numbers.Add((gradeClass, text), grades.Count);
            grades.Add(grade);
            return grades.Count - 1;
        }
    }

    /// <summary>One thread's way to the grades: no lock and no string for values seen before.</summary>
    public sealed class Cache
    {
        private const int Unseen = -1;

        private readonly GradeBook book;
        private readonly int[] digits;
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>[] others;

        public Cache(GradeBook book)
        {
            this.book = book;
            digits = new int[book.Classes * 256];
            Array.Fill(digits, Unseen);
            others = [.. Enumerable.Range(0, book.Classes).Select(_ => new Dictionary<string, int>().GetAlternateLookup<ReadOnlySpan<char>>())];
        }

        public int Find(int indicator, bool replacement, ReadOnlySpan<byte> value, out GradeProblem problem)
        {
            problem = GradeProblem.None;
            var gradeClass = replacement ? book.ClassOf[indicator].Replacement : book.ClassOf[indicator].Primary;
            if (value.Length == 1)
            {
                ref var known = ref digits[(gradeClass * 256) + value[0]];
                if (known == Unseen && value[0] < 128)
                    known = book.Find(gradeClass, indicator, replacement, ((char)value[0]).ToString(), out problem);
                if (known >= 0)
                    return known;
            }
            Span<char> text = stackalloc char[64];
            if (value.Length > text.Length || value.ContainsAnyInRange<byte>(128, 255))
            {
                problem = GradeProblem.NotANumber;
                return -1;
            }
            text = text[..Encoding.ASCII.GetChars(value, text)];
            if (others[gradeClass].TryGetValue(text, out var number))
                return number;
            number = book.Find(gradeClass, indicator, replacement, text.ToString(), out problem);
            if (number >= 0)
                others[gradeClass][text] = number;
            return number;
        }
    }
}
