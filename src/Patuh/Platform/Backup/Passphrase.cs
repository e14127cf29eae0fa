using System.CommandLine;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Backup;

/// <summary>What opens a backup: from a file or the environment, never from the command line, where others can read it.</summary>
internal static class Passphrase
{
    public const string Variable = "PATUH_BACKUP_PASSPHRASE";

    // a backup can be guessed at for years, by whoever has it
    private const int Shortest = 20;

    public static Option<string?> Option() => new("--passphrase-file") { Description = $"File that holds the passphrase; {Variable} without it", HelpName = "FILE" };

    /// <exception cref="UsageException">There is none, or it is short.</exception>
    public static string Read(string? file)
    {
        var text = file is null ? Environment.GetEnvironmentVariable(Variable) : OfFile(file);
        return text?.Trim() switch
        {
            null or "" => throw new UsageException($"a backup is encrypted: give --passphrase-file, or set {Variable}; make a passphrase with: head -c 24 /dev/urandom | base64 > backup.pass"),
            { Length: < Shortest } => throw new UsageException($"the passphrase is short: at least {Shortest} characters; make one with: head -c 24 /dev/urandom | base64 > backup.pass"),
            var passphrase => passphrase,
        };
    }

    private static string OfFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the file of the passphrase, {Visible.Quoted(file)}, cannot be read");
        }
    }
}
