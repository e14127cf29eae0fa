using System.CommandLine;
using System.Globalization;
using Patuh.Agencies;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Scoring;

namespace Patuh.Results.Rank;

/// <summary><c>patuh rank</c>: competition ranks within groups of a CSV table.</summary>
internal static class RankCommand
{
    private const string Group = "group";
    private const string Class = "class";

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "A CSV file with a column score; standard input without it", Arity = ArgumentArity.ZeroOrOne };
        var by = new Option<string?>("--by") { Description = "Columns that form a group, with commas; group is the ranking group of the class (default: year and class where present)", HelpName = "COLUMNS" };
        return new CliCommand(
            "rank", "Appends rank and of: competition ranks (1, 2, 2, 4) within each group; rows without a score have none",
            "./patuh rank content/published/published_scores.csv",
            "./patuh rank --by year,province,group content/published/published_scores.csv",
            "printf 'score\\n90\\n95\\n90\\n' | ./patuh rank")
        { file, by }.Does(parsed =>
        {
            Run(parsed.GetValue(file), parsed.GetValue(by));
            return 0;
        });
    }

    private static void Run(string? file, string? by)
    {
        using var input = CsvInput.Open(file);
        var table = new CsvRewriter(input);
        var groups = Groups(table, by);
        var columns = groups.Select(g => g == Group ? Class : g).ToArray();
        var rows = new List<(string? Key, Fraction? Score)>();
        table.Check(["score", .. columns], [], (problems, line, values) =>
            rows.Add((Key(groups, values.AsSpan(1)), ScoreText.Exact(values[0], 100, input.Name, line, problems))));
        var ranks = new Scoring.Rank[rows.Count];
        foreach (var group in Enumerable.Range(0, rows.Count).Where(r => rows[r] is { Key: not null, Score: not null }).GroupBy(r => rows[r].Key))
            Ranker.Compete(group.ToArray(), (a, b) => rows[b].Score!.Value.CompareTo(rows[a].Score!.Value), (row, rank) => ranks[row] = rank);
        table.Write(Console.OpenStandardOutput(), ["rank", "of"], row =>
            ranks[row].Place == 0 ? ["", ""] : [Text(ranks[row].Place), Text(ranks[row].Of)]);
    }

    private static string[] Groups(CsvRewriter table, string? by)
    {
        if (by is null)
            return [.. ((string[])["year", Class]).Where(table.Has)];
        var groups = by.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var group in groups)
            if (!table.Has(group == Group ? Class : group))
                throw new UsageException($"--by {Visible.Text(group)}: the file has no column {Visible.Quoted(group == Group ? Class : group)}; it has {string.Join(", ", table.Columns.Select(Visible.Text))}");
        return groups;
    }

    /// <summary>Null for a class that is in no ranking group: it has no rank there.</summary>
    private static string? Key(string[] groups, ReadOnlySpan<string> values)
    {
        var key = new string[groups.Length];
        for (var i = 0; i < key.Length; i++)
        {
            var agencyClass = groups[i] is Group or Class ? AgencyClasses.FindWord(values[i])?.Code : null;
            key[i] = agencyClass ?? values[i];
            if (groups[i] != Group)
                continue;
            var group = agencyClass is null ? -1 : Instrument.RankingGroup(Instrument.DefaultRankingGroups, agencyClass);
            if (group < 0)
                return null;
            key[i] = Text(group);
        }
        // lengths keep "ab" + "c" apart from "a" + "bc"
        return string.Concat(key.Select(k => $"{k.Length}:{k}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
