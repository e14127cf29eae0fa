using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Terminal;

/// <summary>Runs the command line: 0 done, 1 refused, 2 wrong usage; problems on standard error, one a line.</summary>
internal static class Cli
{
    public const int Refused = 1;
    public const int WrongUsage = 2;
    private const int Interrupted = 130;

    public static int Run(RootCommand root, string[] args)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        try
        {
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
                return Usage(string.Join(Environment.NewLine, parsed.Errors.Select(e => Visible.Text(string.Join(" ", e.Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))).Distinct()), parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (RefusedException e)
        {
            foreach (var problem in e.Problems)
                Console.Error.WriteLine(problem);
            if (e.Problems.Count >= ProblemList.Limit)
                Console.Error.WriteLine($"… only the first {ProblemList.Limit} problems are shown");
            return Refused;
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine(e.Message);
            return WrongUsage;
        }
        catch (UnauthorizedAccessException e)
        {
            Console.Error.WriteLine($"no permission: {e.Message}");
            return Refused;
        }
        catch (System.Net.Sockets.SocketException e)
        {
            Console.Error.WriteLine($"could not listen there: {e.Message}");
            return Refused;
        }
        catch (IOException e)
        {
            // a closed pipe (… | head) is how a reader says that it has enough
            if (e.HResult != 32 && !e.Message.Contains("Broken pipe", StringComparison.Ordinal))
                Console.Error.WriteLine($"could not read or write: {e.Message}");
            return Refused;
        }
        catch (Exception e) when (e is DbException || e.InnerException is DbException)
        {
            Console.Error.WriteLine($"the database refused: {Visible.Text((e as DbException ?? e.InnerException)!.Message)}");
            return Refused;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception e)
        {
            return Unforeseen(e);
        }
    }

    /// <summary>For what nobody foresaw: one line for the reader, the trace only for who asks for it.</summary>
    private static int Unforeseen(Exception e)
    {
        Console.Error.WriteLine($"an error in patuh itself: {e.GetType().Name}: {Visible.Text(e.Message)}");
        Console.Error.WriteLine("Please report it with what you did; PATUH_DEBUG=1 shows where it happened.");
        if (Environment.GetEnvironmentVariable("PATUH_DEBUG") is { Length: > 0 })
            Console.Error.WriteLine(e);
        return Refused;
    }

    private static int Usage(string message, ParseResult parsed)
    {
        Console.Error.WriteLine(message);
        var path = string.Join(' ', parsed.CommandResult.Command.PathFromRoot());
        Console.Error.WriteLine($"Try: ./{path} --help");
        return WrongUsage;
    }

    private static IEnumerable<string> PathFromRoot(this Command command)
    {
        var names = new List<string>();
        for (Command? c = command; c is not null; c = c.Parents.OfType<Command>().FirstOrDefault())
            names.Insert(0, c is RootCommand ? "patuh" : c.Name);
        return names;
    }

    private sealed class HelpWithExamples(HelpAction plain) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var status = plain.Invoke(parseResult);
            if (parseResult.CommandResult.Command is CliCommand { Examples.Count: > 0 } command)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in command.Examples)
                    output.WriteLine($"  {example}");
                output.WriteLine();
            }
            return status;
        }
    }
}
