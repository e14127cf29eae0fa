namespace Patuh.Platform.Problems;

/// <summary>One thing that is wrong with what was handed in: where, a stable code (docs/problem-codes.md), and a sentence.</summary>
internal sealed record Problem(string File, long Line, string Code, string Sentence)
{
    public override string ToString() => $"{Visible.Text(File)}:{Line}: {Code}: {Sentence}";
}

/// <summary>Collects problems up to a limit. Thread-safe.</summary>
internal sealed class ProblemList
{
    public const int Limit = 100;

    private readonly List<Problem> problems = [];

    /// <summary>True when nothing more is worth looking for.</summary>
    public bool Full { get; private set; }

    public bool Any { get; private set; }

    /// <summary>Those met so far; read when nobody adds any more.</summary>
    public IReadOnlyList<Problem> All => problems;

    public void Add(string file, long line, string code, string sentence)
    {
        lock (problems)
        {
            Any = true;
            if (problems.Count < Limit)
                problems.Add(new Problem(file, line, code, sentence));
            Full = problems.Count >= Limit;
        }
    }

    public void AddAll(IEnumerable<Problem> others)
    {
        foreach (var problem in others)
            Add(problem.File, problem.Line, problem.Code, problem.Sentence);
    }

    /// <summary>Throws when there is a problem: file by file in the order met first, then by line.</summary>
    public void ThrowIfAny()
    {
        if (Any)
            throw Refusal();
    }

    /// <summary>All of them, of which there is at least one.</summary>
    public RefusedException Refusal()
    {
        var files = problems.Select(p => p.File).Distinct().ToList();
        return new RefusedException([.. problems.OrderBy(p => files.IndexOf(p.File)).ThenBy(p => p.Line)]);
    }
}

/// <summary>The data breaks a rule: exit status 1, HTTP 400.</summary>
internal sealed class RefusedException(IReadOnlyList<Problem> problems) : Exception(problems[0].ToString())
{
    public RefusedException(string file, long line, string code, string sentence)
        : this([new Problem(file, line, code, sentence)]) { }

    public IReadOnlyList<Problem> Problems { get; } = problems;
}

/// <summary>The command was used in a wrong way: exit status 2.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
