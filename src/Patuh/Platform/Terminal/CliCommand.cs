using System.CommandLine;

namespace Patuh.Platform.Terminal;

/// <summary>A command whose <c>--help</c> teaches by example.</summary>
internal sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Runs <paramref name="action"/>; what it throws becomes an exit status in <see cref="Cli"/>.</summary>
    public CliCommand Does(Func<ParseResult, int> action)
    {
        SetAction(action);
        return this;
    }
}

/// <summary>Options that several commands share.</summary>
internal static class SharedOptions
{
    public static Option<string> Language()
    {
        var option = new Option<string>("--lang") { Description = "Language of the words: id (default) or en", DefaultValueFactory = _ => "id" };
        option.AcceptOnlyFromAmong("id", "en");
        return option;
    }

    public static Option<string> Out() => new("--out") { Description = "Folder for the results", HelpName = "DIR", Required = true };

    public static Argument<string> Package() => new("PACKAGE") { Description = "A data package: a folder or a zip file" };
}
