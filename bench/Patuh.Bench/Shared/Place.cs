using System.Diagnostics;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Keys;

namespace Patuh.Bench.Shared;

/// <summary>Where a program that serves has its things.</summary>
internal sealed record Place(string Database, string Keys, string Seals, string Files)
{
    public static Place In(string folder, string database) => new(database, Path.Combine(folder, "keys"), Path.Combine(folder, "seals"), Path.Combine(folder, "files"));

    public DatabaseConfiguration Configuration => new(Database);

    public KeyFolder KeyFolder => new(Keys);

    public SealFiles SealFiles => new(Seals);

    public FolderStore Store => new(Files);

    /// <summary>Starts <c>patuh serve</c>; whoever calls waits until it answers, and ends it.</summary>
    public Process Serve(string program, string address)
    {
        var start = new ProcessStartInfo(program, ["serve", "--urls", address]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in ((string, string)[])[("PATUH_DATABASE", Database), ("PATUH_KEYS", Keys), ("PATUH_SEALS", Seals), ("PATUH_FILES", Files)])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
