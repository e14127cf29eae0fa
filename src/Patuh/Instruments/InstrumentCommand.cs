using System.CommandLine;
using System.Text;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;

namespace Patuh.Instruments;

/// <summary><c>patuh instrument</c>: look at the methods.</summary>
internal static class InstrumentCommand
{
    public static Command Create() =>
        new CliCommand("instrument", "Lists, shows, validates and compares instruments: the method of a year as data",
            "./patuh instrument list", "./patuh instrument show ombudsman-2023", "./patuh instrument diff ombudsman-2022 ombudsman-2023")
        {
            List(), Show(), Validate(), Diff(),
        };

    private static Command List() => new CliCommand("list", "Lists the bundled instruments", "./patuh instrument list").Does(_ =>
    {
        foreach (var file in InstrumentLibrary.Ids.Select(InstrumentLibrary.Get))
        {
            var i = file.Instrument;
            var years = i.InForce.To is { } to ? to == i.InForce.From ? $"{to}" : $"{i.InForce.From}-{to}" : $"{i.InForce.From}-";
            var size = i.BandsOnly ? "bands only" : $"{i.Dimensions.Count} dimensions, {i.Indicators.Count()} indicators";
            Console.WriteLine($"{i.Id,-16} v{i.Version}  {years,-9}  {i.Provenance.Basis.Word(),-12}  {size,-29}  {i.Title.Id}");
        }
        return 0;
    });

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "A bundled instrument" };
        return new CliCommand("show", "Prints a bundled instrument as it is", "./patuh instrument show ombudsman-2023") { id }.Does(parsed =>
        {
            Console.Out.Write(Encoding.UTF8.GetString(InstrumentLibrary.Get(parsed.GetValue(id)!).Text));
            return 0;
        });
    }

    private static Command Validate()
    {
        var file = new Argument<string>("FILE") { Description = "An instrument in YAML or JSON" };
        return new CliCommand("validate", "Checks an instrument; each problem with its line", "./patuh instrument validate my-instrument.yaml") { file }.Does(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
                throw new UsageException($"there is no file {Visible.Quoted(path)}");
            var read = InstrumentLibrary.Load(path);
            RefuseOtherContent(read, Path.GetFileName(path));
            Console.WriteLine($"{read.Instrument.Id} version {read.Instrument.Version} is valid; hash {read.Hash}");
            return 0;
        });
    }

    private static Command Diff()
    {
        var a = new Argument<string>("A") { Description = "A bundled instrument or a file" };
        var b = new Argument<string>("B") { Description = "Another" };
        var language = SharedOptions.Language();
        return new CliCommand("diff", "Says what changed from A to B, and whether their scores may be compared",
            "./patuh instrument diff ombudsman-2022 ombudsman-2023") { a, b, language }.Does(parsed =>
        {
            var (from, to) = (InstrumentLibrary.Find(parsed.GetValue(a)!), InstrumentLibrary.Find(parsed.GetValue(b)!));
            foreach (var line in InstrumentDiff.Lines(from, to))
                Console.WriteLine(Visible.Whole(line));
            var verdict = AssessmentYears.Compare(from, to);
            Console.WriteLine($"verdict: {verdict.Word}");
            foreach (var reason in verdict.Reasons)
                Console.WriteLine($"  {reason.In(parsed.GetValue(language)!)}");
            return 0;
        });
    }

    /// <summary>A frozen version never changes: other content needs another version.</summary>
    private static void RefuseOtherContent(InstrumentFile file, string name)
    {
        if (InstrumentLibrary.Contradicts(file))
            throw new RefusedException(name, 1, "instrument.frozen", $"{file.Instrument.Id} version {file.Instrument.Version} is frozen with other content; give this one another version or id");
    }
}
