using System.Text;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Csv;

/// <summary>Copies a CSV table to standard output with columns added at the end; columns of the same name in the input are dropped.</summary>
internal sealed class CsvRewriter
{
    private readonly CsvInput input;
    private readonly ProblemList problems;

    /// <summary>Reads the header; problems go into the caller's list, where there is one.</summary>
    public CsvRewriter(CsvInput input, ProblemList? problems = null)
    {
        (this.input, this.problems) = (input, problems ?? new ProblemList());
        using var source = input.Source();
        using var block = new CsvBlock();
        if (!source.Next(block))
            return;
        var cursor = new CsvCursor(block, input.Name, new ProblemList());
        if (!cursor.Read())
            return;
        var names = new string[cursor.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(cursor[i]);
        Columns = names;
    }

    /// <summary>The input's columns; empty when it has no header.</summary>
    public IReadOnlyList<string> Columns { get; } = [];

    public bool Has(string column) => Columns.Contains(column);

    /// <summary>Reads all rows; the handler notes what is wrong with them.</summary>
    /// <exception cref="RefusedException">A row was malformed or refused by the handler.</exception>
    public void Check(string[] required, string[] optional, Action<ProblemList, long, string[]> row)
    {
        using var source = input.Source();
        CsvTable.Read(source, required, optional, problems, (ref cursor, at) =>
        {
            var values = new string[at.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = at[i] < 0 ? "" : Encoding.UTF8.GetString(cursor[at[i]]);
            row(problems, cursor.Line, values);
        });
        problems.ThrowIfAny();
    }

    /// <summary>Writes all rows, each with the values of <paramref name="more"/> for its number, counted from 0.</summary>
    public void Write(Stream output, string[] added, Func<int, string?[]> more)
    {
        using var csv = new CsvWriter(output);
        var kept = Enumerable.Range(0, Columns.Count).Where(i => !added.Contains(Columns[i])).ToArray();
        foreach (var i in kept)
            csv.Field(Columns[i]);
        csv.Row(added);
        var number = 0;
        using var source = input.Source();
        CsvTable.Read(source, [], [], problems, (ref cursor, _) =>
        {
            foreach (var i in kept)
                csv.Field(Encoding.UTF8.GetString(cursor[i]));
            csv.Row(more(number++));
        });
    }
}
