using System.Diagnostics;
using System.Net.Sockets;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>A real clamd (Debian's clamav-daemon) on a socket of its own, which knows one harmless word as a virus and nothing else.</summary>
internal sealed class ClamdServer : IDisposable
{
    public const string Virus = "PATUH-HARMLESS-MARKER-7f3a";

    private readonly TemporaryFolder folder = new();
    private Process? clamd;

    public ClamdServer() => Address = folder["clamd.sock"];

    /// <summary>What PATUH_CLAMD would hold.</summary>
    public string Address { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task<ClamdServer> Start(string largest = "100M")
    {
        Directory.CreateDirectory(folder["db"]);
        File.WriteAllText(Path.Combine(folder["db"], "patuh.ndb"), $"Patuh.Test.Marker:0:*:{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(Virus))}\n");
        File.WriteAllText(folder["clamd.conf"], $"""
            Foreground yes
            LocalSocket {Address}
            DatabaseDirectory {folder["db"]}
            TemporaryDirectory {folder.Path}
            User {Environment.UserName}
            StreamMaxLength {largest}

            """);
        clamd = Process.Start(new ProcessStartInfo("/usr/sbin/clamd", ["--config-file", folder["clamd.conf"]]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(Address) || !await Answers())
        {
            if (clamd.HasExited)
                throw new InvalidOperationException("clamd ended: " + await clamd.StandardError.ReadToEndAsync(patience.Token) + await clamd.StandardOutput.ReadToEndAsync(patience.Token));
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        return this;
    }

    public void Dispose()
    {
        if (clamd is not null)
        {
            clamd.Kill();
            clamd.WaitForExit();
            clamd.Dispose();
        }
        folder.Dispose();
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Address));
            await socket.SendAsync("zPING\0"u8.ToArray());
            var answer = new byte[16];
            return await socket.ReceiveAsync(answer) >= 4 && answer.AsSpan().StartsWith("PONG"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
