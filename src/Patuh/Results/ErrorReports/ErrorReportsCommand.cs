using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;

namespace Patuh.Results.ErrorReports;

/// <summary><c>patuh reports</c>: what readers say is wrong, as CSV; and taking out what has been dealt with.</summary>
internal static class ErrorReportsCommand
{
    public static Command Create()
    {
        var done = new Option<string?>("--done") { Description = "Deletes the report of that number, with the reader's contact; what was corrected stays in the corrections", HelpName = "NUMBER" };
        return new CliCommand("reports", $"Lists the errors that readers reported, from the database of {DatabaseConfiguration.Variable}",
            "PATUH_DATABASE=data/patuh.db ./patuh reports > reports.csv",
            "PATUH_DATABASE=data/patuh.db ./patuh reports --done K7QM-2XPA") { done }.Does(parsed =>
        {
            using var db = DatabaseConfiguration.FromEnvironment().Open();
            Migrator.Migrate(db, TimeProvider.System);
            if (parsed.GetValue(done) is { } number)
                Delete(db, number);
            else
                List(db);
            return 0;
        });
    }

    private static void List(PatuhDb db)
    {
        using var csv = new CsvWriter(Console.OpenStandardOutput());
        csv.Row("number", "sent_at", "agency", "year", "kind", "message", "source", "contact");
        foreach (var r in db.Set<ErrorReportRow>().AsNoTracking().OrderBy(r => r.Id).AsEnumerable())
            csv.Row(r.Number, r.SentAt, r.AgencyId, $"{r.Year}", r.Kind, r.Message, r.Source, r.Contact);
    }

    /// <exception cref="UsageException">There is no report of that number.</exception>
    private static void Delete(PatuhDb db, string number)
    {
        if (db.Set<ErrorReportRow>().Where(r => r.Number == number).ExecuteDelete() == 0)
            throw new UsageException($"there is no report {Visible.Quoted(number)}; ./patuh reports lists them");
        Console.Error.WriteLine($"report {number} is deleted");
    }
}
