using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>What a run of the program gave.</summary>
internal sealed record Run(int Status, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the program as people do: a process of its own.</summary>
internal static class TheProgram
{
    /// <summary>As it is published where <c>./test</c> has published it, which starts in half the time; else as it was built.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("PATUH_TEST_PROGRAM") is { Length: > 0 } published ? published
        : Repository.File("src", "Patuh", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", RuntimeInformation.RuntimeIdentifier, "Patuh");

    public static Run Try(params string[] arguments) => TryWith("", null, arguments);

    public static Run TryWith(string input, string? database, params string[] arguments) => TryWith(input, database, arguments, []);

    public static Run TryWith(string input, string? database, string[] arguments, (string Name, string Value)[] environment)
    {
        using var process = Start(database, arguments, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            using (var writer = new StreamWriter(process.StandardInput.BaseStream, new UTF8Encoding(false)))
                writer.Write(input);
        }
        catch (IOException)
        {
            // the program ended without reading its input
        }
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            throw new TimeoutException(string.Join(' ', arguments));
        }
        return new Run(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Starts it; whoever calls waits for its end.</summary>
    public static Process Start(string? database, params string[] arguments) => Start(database, arguments, []);

    public static Process Start(string? database, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Repository.Root,
        };
        start.Environment.Remove("PATUH_DATABASE");
        if (database is not null)
            start.Environment["PATUH_DATABASE"] = database;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it and expects success.</summary>
    public static Run Done(params string[] arguments)
    {
        var run = Try(arguments);
        Assert.True(run.Status == 0, run.Errors);
        return run;
    }
}
