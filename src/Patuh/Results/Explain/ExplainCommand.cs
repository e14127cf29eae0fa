using System.CommandLine;
using Patuh.Assessments.Package;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Results.Score;
using Patuh.Scoring;

namespace Patuh.Results.Explain;

/// <summary><c>patuh explain</c>: the score tree of one agency.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var package = SharedOptions.Package();
        var agency = new Option<string>("--agency") { Description = "Id of the agency in the package", HelpName = "ID", Required = true };
        var format = new Option<string>("--format") { Description = "text (default) or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var language = SharedOptions.Language();
        return new CliCommand(
            "explain", "Explains an agency's score down to each answer: the points of its 100 that each gives and loses",
            "./patuh explain /tmp/simulated --agency a00001",
            "./patuh explain /tmp/simulated --agency a00001 --format json | head")
        { package, agency, format, language }.Does(parsed =>
        {
            Run(parsed.GetValue(package)!, parsed.GetValue(agency)!, parsed.GetValue(format)!, parsed.GetValue(language)!);
            return 0;
        });
    }

    private static void Run(string path, string id, string format, string language)
    {
        var package = PackageReader.Read(path, accept: Scorable.Refuse);
        var agency = package.Sheet.FindAgency(id);
        if (agency < 0)
            throw new UsageException($"the agency {Visible.Quoted(id)} is not in the package");
        var tree = ScoreTree.Explain(package.Sheet, agency);
        if (Scorable.Warning(package.Instrument) is { } warning)
            Console.Error.WriteLine(warning);
        using var output = Console.OpenStandardOutput();
        if (format == "json")
            TreeJson.Write(tree, output);
        else
            TreeText.Write(tree, package.Sheet, output, language);
    }
}
