using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Patuh.Assessments.Package;
using Patuh.Scoring;

// Permission and audit trail: Patuh.Bench accounts DATABASE FOLDER
if (args[0] == "accounts")
{
    Patuh.Bench.AccountsBench.Run(args[1], args[2]);
    return;
}

// People answering at once: Patuh.Bench desk DATABASE FOLDER PROGRAM SECONDS
if (args[0] == "desk")
{
    Patuh.Bench.DeskBench.Run(args[1], args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
    return;
}

// A server that is killed again and again: Patuh.Bench kill DATABASE FOLDER PROGRAM KILLS
if (args[0] == "kill")
{
    Environment.ExitCode = await Patuh.Bench.KillBench.Run(args[1], args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
    return;
}

// Workbooks: Patuh.Bench workbook DATABASE FOLDER
if (args[0] == "workbook")
{
    Patuh.Bench.WorkbookBench.Run(args[1], args[2]);
    return;
}

// In memory: scores and ranks of a package, one changed answer, and the same aggregation by SQLite on its own loaded table.
// Prints one JSON object. Use: Patuh.Bench PACKAGE RUNS [sqlite]
var package = PackageReader.Read(args[0]);
var runs = int.Parse(args[1], CultureInfo.InvariantCulture);
var sheet = package.Sheet;

var all = Median(runs, () => _ = new YearScores(sheet, Environment.ProcessorCount));
var one = Median(runs, () => _ = new YearScores(sheet));
var scores = new YearScores(sheet, Environment.ProcessorCount);
var random = new SeededRandom(1);
// each change goes to another answer of the year, whose grade becomes that of its neighbour
var change = Median(1000, () =>
{
    var answer = random.Next(sheet.AnswerGrade.Length - 1);
    scores.Change(answer, sheet.AnswerGrade[answer + 1]);
});
var sqlite = args.Length > 2 ? Sqlite(sheet) : 0;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{{\"answers\":{sheet.AnswerGrade.Length},\"all_ms\":{all:0.000},\"one_thread_ms\":{one:0.000},\"change_ms\":{change:0.0000},\"sqlite_ms\":{sqlite:0.0}}}"));

static double Median(int runs, Action action)
{
    for (var i = 0; i < 5; i++)
        action();
    var times = new double[runs];
    for (var i = 0; i < runs; i++)
    {
        var from = Stopwatch.GetTimestamp();
        action();
        times[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }
    Array.Sort(times);
    return times[runs / 2];
}

static double Sqlite(Scoresheet sheet)
{
    using var connection = new SqliteConnection("Data Source=:memory:");
    connection.Open();
    Run("create table answers (unit integer, indicator integer, value integer); create table units (unit integer primary key, agency integer); create table ind (indicator integer primary key, w real)");
    using (var transaction = connection.BeginTransaction())
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into answers values ($u, $i, $v)";
        SqliteParameter[] p = [insert.Parameters.Add("$u", SqliteType.Integer), insert.Parameters.Add("$i", SqliteType.Integer), insert.Parameters.Add("$v", SqliteType.Integer)];
        for (var u = 0; u < sheet.Units.Length; u++)
        {
            Run($"insert into units values ({u}, {sheet.Units[u].Agency})");
            for (var k = sheet.SheetStart[u]; k < sheet.SheetStart[u + 1]; k++)
            {
                var text = sheet.Grades[sheet.AnswerGrade[k]].Text;
                (p[0].Value, p[1].Value, p[2].Value) = (u, (int)sheet.AnswerIndicator[k], text == "na" ? DBNull.Value : int.Parse(text, CultureInfo.InvariantCulture));
                insert.ExecuteNonQuery();
            }
        }
        var number = 0;
        foreach (var indicator in sheet.Instrument.Indicators)
            Run(string.Create(CultureInfo.InvariantCulture, $"insert into ind values ({number++}, {indicator.Weight})"));
        transaction.Commit();
    }
    return Median(3, () => Run("""
        create temp table cells as select unit, indicator, avg(value) / 5.0 pct from answers group by unit, indicator;
        create temp table unitscores as select unit, sum(w * pct) / sum(w) s from cells join ind using (indicator) where pct is not null group by unit;
        create temp table ranked as select agency, avg(s) s, rank() over (order by avg(s) desc) from unitscores join units using (unit) group by agency;
        drop table cells; drop table unitscores; drop table ranked;
        """));

    void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
