using System.CommandLine;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Generate;
using Patuh.Assessments.Package;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Platform.Web;
using Patuh.Results.Published;

namespace Patuh.Results.Demo;

/// <summary><c>patuh demo</c>: everything a newcomer needs, in one command.</summary>
internal static class DemoCommand
{
    private const int SimulatedYear = 2024;

    public static Command Create(params SitePart[] parts)
    {
        var urls = ServeCommand.Urls();
        var data = new Option<string>("--data") { Description = "Folder of the database (default data/demo); a second run uses it again", DefaultValueFactory = _ => Path.Combine("data", "demo"), HelpName = "DIR" };
        return new CliCommand("demo", "Makes a database with the real published results and one simulated year, and serves it",
            "./patuh demo", "./patuh demo --urls http://127.0.0.1:8080 --data /tmp/demo") { urls, data }.Does(parsed =>
        {
            ServeCommand.CheckUrls(parsed.GetValue(urls)!);
            var folder = parsed.GetValue(data)!;
            if (string.IsNullOrWhiteSpace(folder))
                throw new UsageException("--data needs the name of a folder");
            if (File.Exists(folder))
                throw new UsageException($"{Visible.Quoted(folder)} is a file; --data needs a folder");
            var database = new DatabaseConfiguration(Path.Combine(Directory.CreateDirectory(folder).FullName, "patuh.db"));
            Fill(database);
            return ServeCommand.Run(database, parsed.GetValue(urls)!, ["/", "/latihan", "/kerja"], parts);
        });
    }

    public static void Fill(DatabaseConfiguration database)
    {
        using var progress = new Progress("demo");
        progress.Step("real published results");
        using var db = database.Open();
        Migrator.Migrate(db, TimeProvider.System);
        using (var transaction = db.Database.BeginTransaction())
        {
            PublishedFiles.Import(db, TimeProvider.System);
            transaction.Commit();
        }
        if (db.Set<CycleRow>().Any(c => c.Simulated))
            return;
        var folder = Directory.CreateTempSubdirectory("patuh-demo-").FullName;
        try
        {
            progress.Step("a simulated year");
            var package = Path.Combine(folder, "package");
            GenerateCommand.Run(InstrumentLibrary.Get(GenerateCommand.DefaultInstrument), new SimulationSize(100, 7, 2, 2024), package);
            new CycleImport(db, TimeProvider.System).Import(PackageReader.Read(package), SimulatedYear, replace: false, progress.Step);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
