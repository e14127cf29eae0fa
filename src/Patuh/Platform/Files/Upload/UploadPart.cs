using System.Security.Cryptography;

namespace Patuh.Platform.Files.Upload;

/// <summary>How receiving ended.</summary>
internal enum Received
{
    /// <summary>All that was sent is on the disk.</summary>
    Whole,

    /// <summary>The connection broke; what came is on the disk.</summary>
    Cut,

    /// <summary>More was sent than declared: nothing of it is kept.</summary>
    TooMuch,

    /// <summary>It is not what its checksum says: nothing of it is kept.</summary>
    Mismatch,
}

/// <summary>What has come of an upload: a file that grows. Its length, once it is on the disk, is the offset that is told.</summary>
internal sealed class UploadPart : IDisposable
{
    private const int Block = 1 << 17;
    private const long Step = 8L << 20;

    private readonly FileStream file;
    private readonly UncheckedTail tail;

    private UploadPart(FileStream file, UncheckedTail tail) => (this.file, this.tail) = (file, tail);

    /// <summary>Null when another program writes to it.</summary>
    public static UploadPart? Open(string path)
    {
        try
        {
            var part = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.Asynchronous);
            var tail = new UncheckedTail(path);
            // the program was killed before what came was held against its checksum
            if (tail.Begin() is { } begin && begin < part.Length)
                part.SetLength(begin);
            part.Flush(flushToDisk: true);
            tail.Clear();
            return new UploadPart(part, tail);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public long Offset => file.Length;

    /// <summary>Appends what comes, up to the declared size.</summary>
    /// <param name="body">What is sent.</param>
    /// <param name="size">What was declared for the whole.</param>
    /// <param name="hash">Of what is sent, and what it must be; null when no checksum came.</param>
    /// <param name="expected">The same.</param>
    /// <param name="stop">Ends receiving; what came until then stays.</param>
    public async Task<Received> Append(Stream body, long size, IncrementalHash? hash, byte[]? expected, CancellationToken stop)
    {
        var (begin, at, flushed, buffer) = (file.Length, file.Length, file.Length, new byte[Block]);
        file.Position = at;
        if (hash is not null)
            tail.Mark(begin);
        var end = Received.Whole;
        while (end == Received.Whole && await Read(body, buffer, stop) is var read and not 0)
        {
            if (read is null)
                end = Received.Cut;
            else if (at + read > size)
                end = Received.TooMuch;
            else
            {
                // whatever happens to the sender, what came is written
                await file.WriteAsync(buffer.AsMemory(0, read.Value), CancellationToken.None);
                hash?.AppendData(buffer, 0, read.Value);
                at += read.Value;
                if (at - flushed >= Step)
                    file.Flush(flushToDisk: true);
                flushed = at - flushed >= Step ? at : flushed;
            }
        }
        if (end == Received.Whole && hash is not null && !hash.GetCurrentHash().AsSpan().SequenceEqual(expected))
            end = Received.Mismatch;
        // what cannot be held against its checksum is not kept
        if (end is Received.TooMuch or Received.Mismatch || end == Received.Cut && hash is not null)
            file.SetLength(begin);
        file.Flush(flushToDisk: true);
        tail.Clear();
        return end;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Null when the connection broke.</summary>
    private static async Task<int?> Read(Stream body, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await body.ReadAsync(buffer, stop);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
