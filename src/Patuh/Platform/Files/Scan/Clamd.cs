using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Patuh.Platform.Files.Scan;

/// <summary>What clamd said of a file.</summary>
/// <param name="Kind">Whether it said anything.</param>
/// <param name="Words">Name of what it found, or why it could not say.</param>
internal sealed record Verdict(VerdictKind Kind, string Words);

internal enum VerdictKind
{
    Clean,
    Infected,

    /// <summary>It answers, but cannot say of this file.</summary>
    Unsure,

    /// <summary>It does not answer.</summary>
    Away,
}

/// <summary>Speaks to ClamAV's clamd: sends a file in blocks (<c>INSTREAM</c>) and reads what it says. The file does not leave our folder otherwise.</summary>
internal sealed class Clamd(ClamdAddress address)
{
    private const int Block = 1 << 16;
    private const int LongestAnswer = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    public async Task<Verdict> Look(Stream file, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConnectPatience);
        try
        {
            using var socket = await address.Connect(limit.Token);
            limit.CancelAfter(Patience);
            try
            {
                await Send(socket, file, limit.Token);
            }
            catch (SocketException)
            {
                // what is too large for it, it says before it hangs up
            }
            return Read(await Answer(socket, limit.Token));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new Verdict(VerdictKind.Away, e is SocketException socket ? socket.SocketErrorCode.ToString() : "no answer in time");
        }
    }

    private static async Task Send(Socket socket, Stream file, CancellationToken cancel)
    {
        await socket.SendAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var block = new byte[4 + Block];
        for (int read; (read = await file.ReadAsync(block.AsMemory(4), cancel)) > 0;)
        {
            BinaryPrimitives.WriteInt32BigEndian(block, read);
            await SendAll(socket, block.AsMemory(0, 4 + read), cancel);
        }
        await SendAll(socket, new byte[4], cancel);
    }

    private static async Task SendAll(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, cancel)..];
    }

    private static async Task<string> Answer(Socket socket, CancellationToken cancel)
    {
        var (answer, length) = (new byte[LongestAnswer], 0);
        for (int read; length < answer.Length && (read = await socket.ReceiveAsync(answer.AsMemory(length), cancel)) > 0; length += read)
            if (answer.AsSpan(length, read).Contains((byte)0))
            {
                length += read;
                break;
            }
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', ' ');
    }

    private static Verdict Read(string answer)
    {
        var said = answer.StartsWith("stream: ", StringComparison.Ordinal) ? answer[8..] : answer;
        return said == "OK" ? new(VerdictKind.Clean, "")
            : said.EndsWith(" FOUND", StringComparison.Ordinal) ? new(VerdictKind.Infected, said[..^6])
            : said.Length > 0 ? new(VerdictKind.Unsure, said)
            : new(VerdictKind.Away, "it hung up");
    }
}
