using System.CommandLine;
using Patuh.Assessments.Package;
using Patuh.Instruments;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Scoring;

namespace Patuh.Results.Score;

/// <summary><c>patuh score</c>: results of every agency and unit of a data package.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var package = SharedOptions.Package();
        var output = SharedOptions.Out();
        var language = SharedOptions.Language();
        return new CliCommand(
            "score", "Scores and ranks a year's answers: agencies.results.csv, units.results.csv, shortcomings.csv, manifest.json",
            "./patuh generate --agencies 50 --out /tmp/simulated",
            "./patuh score /tmp/simulated --out /tmp/results",
            "./patuh score simulated.zip --out results --lang en")
        { package, output, language }.Does(parsed =>
        {
            Run(parsed.GetValue(package)!, parsed.GetValue(output)!, parsed.GetValue(language)!);
            return 0;
        });
    }

    private static void Run(string path, string folder, string language)
    {
        using var progress = new Progress("score");
        var package = PackageReader.Read(path, progress.Step, Scorable.Refuse);
        progress.Step("scoring");
        var scores = new YearScores(package.Sheet, Environment.ProcessorCount);
        progress.Step("writing");
        ScoreFiles.Write(package, scores, folder, language);
        progress.Step("done");
        foreach (var said in (string?[])[Scorable.Warning(package.Instrument), Scorable.Note(package.Instrument.Instrument)])
            if (said is not null)
                Console.Error.WriteLine(said);
    }
}

/// <summary>What has to be said about a method before its scores are shown.</summary>
internal static class Scorable
{
    /// <exception cref="RefusedException">The instrument has bands only.</exception>
    public static void Refuse(Instrument instrument)
    {
        if (instrument.BandsOnly)
            throw new RefusedException("instrument.yaml", 1, "instrument.bands-only", $"{instrument.Id} has bands only: its weights are not known, so scores can be classified but not computed");
    }

    /// <summary>A sentence when weights or rubrics are ours and not the Ombudsman's.</summary>
    public static string? Note(Instrument instrument) =>
        instrument.Provenance.Basis == Basis.Official ? null
        : $"Note: {instrument.Id} is {(instrument.Provenance.Basis == Basis.Mixed ? "partly " : "")}illustrative; some of its weights and rubrics are not official ({(InstrumentLibrary.Ids.Contains(instrument.Id) ? $"see: ./patuh instrument show {instrument.Id}" : "see its instrument.yaml")}).";

    /// <summary>A sentence when a package calls its method by the name of a bundled one and means another.</summary>
    public static string? Warning(InstrumentFile file) =>
        InstrumentLibrary.Contradicts(file)
            ? $"Warning: instrument.yaml calls itself {file.Instrument.Id} version {file.Instrument.Version}, but its content is not that of the bundled one; these are not scores by that method. Give it an id or version of its own."
            : null;
}
