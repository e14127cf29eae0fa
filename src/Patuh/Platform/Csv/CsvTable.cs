using System.Text;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Csv;

/// <summary>Gets one row; <paramref name="at"/> holds the field number of each wanted column, -1 for an optional one that is absent.</summary>
internal delegate void CsvRow(ref CsvCursor row, ReadOnlySpan<int> at);

/// <summary>Reads a CSV table with a header line: columns by name in any order, others ignored.</summary>
internal static class CsvTable
{
    /// <summary>Reads all rows, one handler for each thread; order between threads is not kept.</summary>
    /// <param name="source">The file; not disposed.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="optional">Columns that may be absent.</param>
    /// <param name="problems">Where malformed input is noted.</param>
    /// <param name="handlers">One for each thread that may work.</param>
    public static void Read(CsvSource source, string[] required, string[] optional, ProblemList problems, params CsvRow[] handlers)
    {
        using var block = new CsvBlock();
        if (!source.Next(block) || !ReadFirst(source, block, required, optional, problems, handlers[0], out var at, out var columns))
            return;
        if (handlers.Length == 1)
            ReadRest(source, block, at, columns, problems, handlers[0]);
        else
            Parallel.For(0, handlers.Length, t =>
            {
                using var own = new CsvBlock();
                ReadRest(source, own, at, columns, problems, handlers[t]);
            });
    }

    private static bool ReadFirst(
        CsvSource source, CsvBlock block, string[] required, string[] optional, ProblemList problems, CsvRow handler, out int[] at, out int columns)
    {
        var cursor = new CsvCursor(block, source.File, problems);
        (at, columns) = ([], 0);
        if (!cursor.Read())
        {
            if (!cursor.Broken)
                problems.Add(source.File, 1, "csv.no-header", "the file is empty; its first line must name the columns");
            return false;
        }
        columns = cursor.Count;
        at = Header(ref cursor, source.File, required, optional, problems);
        if (problems.Any && Array.IndexOf(at, -2) >= 0)
            return false;
        Rows(ref cursor, source.File, at, columns, problems, handler);
        return !cursor.Broken;
    }

    private static int[] Header(ref CsvCursor header, string file, string[] required, string[] optional, ProblemList problems)
    {
        var names = new Dictionary<string, int>();
        for (var i = 0; i < header.Count; i++)
        {
            var name = Encoding.UTF8.GetString(header[i]);
            if (!names.TryAdd(name, i))
                problems.Add(file, header.Line, "csv.duplicate-column", $"the column {Visible.Quoted(name)} is there twice");
        }
        string[] wanted = [.. required, .. optional];
        var at = Array.ConvertAll(wanted, name => names.GetValueOrDefault(name, -1));
        for (var i = 0; i < required.Length; i++)
        {
            if (at[i] >= 0)
                continue;
            at[i] = -2;
            problems.Add(file, header.Line, "csv.missing-column", $"the column {Visible.Quoted(required[i])} is missing");
        }
        return at;
    }

    private static void ReadRest(CsvSource source, CsvBlock block, int[] at, int columns, ProblemList problems, CsvRow handler)
    {
        while (!problems.Full && source.Next(block))
        {
            var cursor = new CsvCursor(block, source.File, problems);
            Rows(ref cursor, source.File, at, columns, problems, handler);
            if (cursor.Broken)
                return;
        }
    }

    private static void Rows(ref CsvCursor cursor, string file, int[] at, int columns, ProblemList problems, CsvRow handler)
    {
        while (!problems.Full && cursor.Read())
        {
            if (cursor.Count == columns)
                handler(ref cursor, at);
            else
                problems.Add(file, cursor.Line, "csv.field-count", $"{cursor.Count} fields where the header names {columns}");
        }
    }
}
