using System.Security.Cryptography;

namespace Patuh.Platform.Csv;

/// <summary>
/// Cuts a CSV stream into blocks of whole records in bounded memory, and hashes what it reads. <see cref="Next"/> may be called from
/// several threads; each then reads the records of its own block with <see cref="CsvCursor"/>.
/// </summary>
internal sealed class CsvSource(Stream stream, string file) : IDisposable
{
    /// <summary>Longest record, and what is read at once.</summary>
    public const int LongestRecord = 1 << 20;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lock turn = new();
    private byte[] rest = [];
    private long line = 1;
    private int number;
    private bool done;

    public string File { get; } = file;

    /// <summary>Fills the block with the next records; false at the end.</summary>
    public bool Next(CsvBlock block)
    {
        lock (turn)
        {
            if (done)
                return false;
            block.Rent(2 * LongestRecord);
            rest.CopyTo(block.Buffer, 0);
            var filled = rest.Length;
            var read = stream.ReadAtLeast(block.Buffer.AsSpan(filled, LongestRecord), LongestRecord, throwOnEndOfStream: false);
            hash.AppendData(block.Buffer, filled, read);
            filled += read;
            var start = number == 0 && block.Buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
            var last = read < LongestRecord;
            var end = last ? filled : RecordEnd(block.Buffer.AsSpan(0, filled));
            block.Cut = !last && end == 0;
            if (block.Cut)
                end = filled;
            rest = block.Buffer[end..filled];
            if (start > 0)
                block.Buffer.AsSpan(start, end - start).CopyTo(block.Buffer);
            (block.Length, block.FirstLine, block.Number) = (end - start, line, number++);
            line += block.Bytes.Count((byte)'\n');
            done = last || block.Cut;
            return true;
        }
    }

    /// <summary>SHA-256 of everything read, in lower-case hex; reads the rest of the stream first.</summary>
    public string Sha256()
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        hash.Dispose();
        stream.Dispose();
    }

    /// <summary>The byte after the last line end outside quotes; 0 when there is none.</summary>
    private static int RecordEnd(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)'"'))
            return bytes.LastIndexOf((byte)'\n') + 1;
        var (end, quoted) = (0, false);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '"')
                quoted = !quoted;
            else if (bytes[i] == '\n' && !quoted)
                end = i + 1;
        }
        return end;
    }
}
