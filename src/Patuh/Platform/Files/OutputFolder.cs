using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Files;

/// <summary>
/// A folder of results that appears whole or not at all: a new one is written beside its place and moved there at the end; in one that
/// exists only our own files are replaced, at the end. Disposed without <see cref="Commit"/>, it leaves nothing.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string target;
    private readonly string workshop;
    private readonly bool existed;
    private readonly PosixSignalRegistration[] signals;
    private volatile bool discarded;
    private bool committed;

    /// <exception cref="UsageException">The path is a file, or cannot be written.</exception>
    public OutputFolder(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new UsageException("--out needs the name of a folder");
        target = Path.GetFullPath(path);
        if (File.Exists(target))
            throw new UsageException($"{Visible.Quoted(path)} is a file; --out needs a folder");
        existed = Directory.Exists(target);
        var parent = existed ? target : Path.GetDirectoryName(target.TrimEnd(Path.DirectorySeparatorChar)) ?? target;
        workshop = Path.Combine(parent, $".patuh-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        // Ctrl+C ends the program, but leaves nothing half-written behind
        signals = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(s => PosixSignalRegistration.Create(s, _ => Discard()))];
        try
        {
            Directory.CreateDirectory(workshop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Visible.Quoted(path)} cannot be written: {e.Message}");
        }
    }

    /// <exception cref="OperationCanceledException">The program is being ended.</exception>
    public Stream Create(string name) =>
        discarded ? throw new OperationCanceledException()
        : new FileStream(Path.Combine(workshop, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);

    /// <summary>SHA-256, in lower-case hex, of a file that was written and closed.</summary>
    public string Sha256(string name)
    {
        using var file = File.OpenRead(Path.Combine(workshop, name));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public void Commit()
    {
        if (existed && Directory.EnumerateFiles(workshop).Select(Target).FirstOrDefault(Directory.Exists) is { } folder)
            throw new UsageException($"{Visible.Quoted(folder)} is a folder; a file of that name is to be written there");
        if (existed)
            foreach (var file in Directory.EnumerateFiles(workshop))
                File.Move(file, Target(file), overwrite: true);
        else
            Directory.Move(workshop, target);
        committed = true;
        if (existed)
            Directory.Delete(workshop);
    }

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        Discard();
    }

    private string Target(string file) => Path.Combine(target, Path.GetFileName(file));

    private void Discard()
    {
        if (committed)
            return;
        discarded = true;
        // another thread may be making one more file: what is left after a try goes with the next
        for (var tries = 0; tries < 100 && Directory.Exists(workshop); tries++)
            try
            {
                Directory.Delete(workshop, recursive: true);
            }
            catch (IOException)
            {
            }
    }
}
