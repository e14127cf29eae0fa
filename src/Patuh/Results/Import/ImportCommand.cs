using System.CommandLine;
using Patuh.Agencies;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Package;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Terminal;
using Patuh.Results.Published;

namespace Patuh.Results.Import;

/// <summary><c>patuh import</c>: published results or a package into the configured database.</summary>
internal static class ImportCommand
{
    public static Command Create() =>
        new CliCommand("import", $"Loads published results, or a package as a cycle, into the database of {DatabaseConfiguration.Variable}",
            "PATUH_DATABASE=data/patuh.db ./patuh import published content/published/published_scores.csv",
            "PATUH_DATABASE='Host=127.0.0.1;Database=patuh;Username=patuh' ./patuh import package /tmp/simulated --year 2024")
        { Published(), Package() };

    private static Command Published()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with the columns of published_scores.csv (also published_claims, coverage, national_tallies)" };
        var reason = new Option<string>("--reason") { Description = "Why figures that are there already change; kept with each correction", DefaultValueFactory = _ => "imported again from the same source" };
        return new CliCommand("published", "Loads published results as claims; figures that changed are kept as corrections",
            "./patuh import published results-2024.csv --reason 'misprint in the newspaper'") { file, reason }.Does(parsed =>
        {
            using var input = CsvInput.Open(parsed.GetValue(file)!);
            using var db = Open();
            using var transaction = db.Database.BeginTransaction();
            var import = new PublishedImport(db, TimeProvider.System, parsed.GetValue(reason)!);
            import.Read(input);
            var count = import.Save();
            AgenciesSite.AddOrganisations(db);
            transaction.Commit();
            Console.Error.WriteLine($"{count.Added} claims added, {count.Corrected} corrected, {count.Same} were there already");
            return 0;
        });
    }

    private static Command Package()
    {
        var package = SharedOptions.Package();
        var year = new Option<int>("--year") { Description = "Year of the cycle", HelpName = "Y", Required = true };
        year.Validators.Add(r =>
        {
            if (r.Tokens.Count == 1 && int.TryParse(r.Tokens[0].Value, out var y) && y is < 2000 or > 2999)
                r.AddError("--year must be from 2000 to 2999");
        });
        var replace = new Option<bool>("--replace") { Description = "Puts the package in the place of the year's cycle" };
        return new CliCommand("package", "Loads a data package as a cycle, with its results",
            "./patuh import package /tmp/simulated --year 2024") { package, year, replace }.Does(parsed =>
        {
            using var progress = new Progress("import");
            var loaded = PackageReader.Read(parsed.GetValue(package)!, progress.Step);
            using var db = Open();
            var (cycle, added) = new CycleImport(db, TimeProvider.System).Import(loaded, parsed.GetValue(year), parsed.GetValue(replace), progress.Step);
            progress.Step("done");
            Console.Error.WriteLine(added
                ? $"cycle {cycle.Id}: {loaded.Sheet.Agencies.Length} agencies, {loaded.Sheet.Units.Length} units, {cycle.Answers} answers"
                : $"cycle {cycle.Id} holds this package already; nothing changed");
            return 0;
        });
    }

    private static PatuhDb Open()
    {
        var db = DatabaseConfiguration.FromEnvironment().Open();
        Migrator.Migrate(db, TimeProvider.System);
        return db;
    }
}
