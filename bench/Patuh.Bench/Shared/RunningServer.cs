using System.Diagnostics;
using System.Text;

namespace Patuh.Bench.Shared;

/// <summary><c>patuh serve</c> in a process of its own, which can be killed and started again at the same address.</summary>
internal sealed class RunningServer(Place place, string program, string address) : IDisposable
{
    private readonly StringBuilder said = new();
    private TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;

    public string Address => address;

    public Process Process => process ?? throw new InvalidOperationException("the server was not started");

    /// <summary>Ends when the server answers; a new one with each kill.</summary>
    public Task Up => Volatile.Read(ref up).Task;

    /// <exception cref="InvalidOperationException">It ended instead of serving.</exception>
    public async Task Start()
    {
        process?.Dispose();
        process = place.Serve(program, address);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginErrorReadLine();
        if (await process.StandardOutput.ReadLineAsync() is null)
        {
            await process.WaitForExitAsync();
            throw new InvalidOperationException($"the server does not start: {said}");
        }
        // so that it never waits for whoever reads
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Volatile.Read(ref up).TrySetResult();
    }

    public async Task Kill()
    {
        Volatile.Write(ref up, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as an operator does.</summary>
    public async Task End()
    {
        using var asking = Process.Start("kill", ["-TERM", $"{Process.Id}"]);
        await asking.WaitForExitAsync();
        await Process.WaitForExitAsync();
    }

    /// <summary>What it wrote to its log.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }
        process?.Dispose();
    }

    private void Say(string? line)
    {
        lock (said)
            said.AppendLine(line);
    }
}
