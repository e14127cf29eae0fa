using System.CommandLine;
using Patuh.Instruments;
using Patuh.Platform.Files;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;

namespace Patuh.Assessments.Generate;

/// <summary><c>patuh generate</c>: a simulated data package.</summary>
internal static class GenerateCommand
{
    public const string DefaultInstrument = "ombudsman-2023";

    public static Command Create()
    {
        var agencies = Number("--agencies", 60, 1, 100_000, "Number of agencies");
        var units = Number("--units", 7, 1, 1_000, "Service units of each agency");
        var products = Number("--products", 3, 1, 100, "Products of each unit");
        var indicators = new Option<int?>("--indicators") { Description = "Number of indicators, each asked of each product; without it the instrument's own", HelpName = "M" };
        var instrument = new Option<string?>("--instrument") { Description = $"A bundled instrument or a file (default {DefaultInstrument})", HelpName = "ID" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same package on every machine", DefaultValueFactory = _ => 1, HelpName = "S" };
        var output = SharedOptions.Out();
        return new CliCommand(
            "generate", "Writes a simulated year for trials and benchmarks; its agencies and provinces are invented",
            "./patuh generate --out /tmp/simulated",
            "./patuh generate --agencies 600 --indicators 120 --seed 7 --out /tmp/large",
            "./patuh generate --instrument skm-2017 --agencies 20 --out /tmp/skm")
        { agencies, units, products, indicators, instrument, seed, output }.Does(parsed =>
        {
            var method = Method(parsed.GetValue(instrument), parsed.GetValue(indicators));
            Run(method, new(parsed.GetValue(agencies), parsed.GetValue(units), parsed.GetValue(products), parsed.GetValue(seed)), parsed.GetValue(output)!);
            return 0;
        });
    }

    public static void Run(InstrumentFile method, SimulationSize size, string folder)
    {
        using var progress = new Progress("generate");
        using var output = new OutputFolder(folder);
        using var simulation = new Simulation(method, size, output);
        simulation.Write(progress.Step);
        output.Commit();
    }

    private static InstrumentFile Method(string? instrument, int? indicators)
    {
        if (indicators is { } count)
        {
            if (instrument is not null)
                throw new UsageException("--indicators makes its own instrument; leave out --instrument");
            if (count is < 1 or > 10_000)
                throw new UsageException("--indicators must be from 1 to 10000");
            return InstrumentFile.Read(new MemoryStream(SimulatedInstrument.Yaml(count)), "instrument.yaml");
        }
        var method = InstrumentLibrary.Find(instrument ?? DefaultInstrument);
        return method.Instrument.BandsOnly
            ? throw new UsageException($"{method.Instrument.Id} has bands only and asks nothing; choose another instrument")
            : method;
    }

    private static Option<int> Number(string name, int value, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = $"{description} (default {value})", DefaultValueFactory = _ => value, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var given) && (given < least || given > most))
                result.AddError($"{name} must be from {least} to {most}");
        });
        return option;
    }
}
