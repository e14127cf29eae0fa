using System.Diagnostics;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>Runs one of the scripts of tests/web, where others' tools look at what we serve.</summary>
internal static class Node
{
    public static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Repository.File("tests", "web"), RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }
}
