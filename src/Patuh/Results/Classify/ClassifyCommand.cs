using System.CommandLine;
using Patuh.Instruments;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Scoring;

namespace Patuh.Results.Classify;

/// <summary><c>patuh classify</c>: category, opinion, predicate and zone of scores by the method of a year.</summary>
internal static class ClassifyCommand
{
    private static readonly string[] Words = ["category", "opinion", "predicate", "zone"];

    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "The year whose method applies", HelpName = "Y", Required = true };
        var file = new Argument<string?>("FILE") { Description = "A CSV file with a column score; standard input without it", Arity = ArgumentArity.ZeroOrOne };
        var language = SharedOptions.Language();
        return new CliCommand(
            "classify", "Appends category, opinion, predicate and zone to the rows of a CSV file with a column score",
            "printf 'score\\n87.995\\n' | ./patuh classify --year 2024",
            "./patuh classify --year 2021 content/published/published_scores.csv",
            "printf 'score,compliant\\n88.49,yes\\n' | ./patuh classify --year 2025 --lang en")
        { file, year, language }.Does(parsed =>
        {
            Run(parsed.GetValue(file), parsed.GetValue(year), parsed.GetValue(language)!);
            return 0;
        });
    }

    private static void Run(string? file, int year, string language)
    {
        var instrument = InstrumentLibrary.Of(year);
        using var input = CsvInput.Open(file);
        var table = new CsvRewriter(input);
        var rows = new List<(int Score, bool? Compliant)>();
        table.Check(["score"], instrument.ComplianceSuffix is null ? [] : ["compliant"], (problems, line, values) =>
            rows.Add((ScoreText.Read(values[0], instrument, input.Name, line, problems), Compliant(values.ElementAtOrDefault(1) ?? "", input.Name, line, problems))));
        table.Write(Console.OpenStandardOutput(), Words, row => Classify(instrument, rows[row].Score, rows[row].Compliant, language));
    }

    private static string?[] Classify(Instrument instrument, int score, bool? compliant, string language)
    {
        if (score == ScoreText.None)
            return ["", "", "", ""];
        var band = instrument.BandOf(score);
        return [band.Category, instrument.Opinion(band, compliant, language), band.Predicate?.In(language), band.Zone];
    }

    private static bool? Compliant(string text, string file, long line, ProblemList problems)
    {
        if (text is not ("yes" or "no" or ""))
            problems.Add(file, line, "classify.compliant", $"compliant is yes, no or empty, not {Visible.Quoted(text)}");
        return text == "" ? null : text == "yes";
    }
}
