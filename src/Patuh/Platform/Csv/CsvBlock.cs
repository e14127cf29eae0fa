using System.Buffers;

namespace Patuh.Platform.Csv;

/// <summary>Some whole records of a CSV file in memory; reused from block to block, and its memory from file to file.</summary>
internal sealed class CsvBlock : IDisposable
{
    public byte[] Buffer { get; private set; } = [];

    public int Length { get; set; }

    /// <summary>Physical line on which the block begins, from 1.</summary>
    public long FirstLine { get; set; }

    /// <summary>Place of the block in the file, from 0.</summary>
    public int Number { get; set; }

    /// <summary>True when a record did not end within the limit, so that the last one is cut off.</summary>
    public bool Cut { get; set; }

    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Has room for so many bytes at least.</summary>
    public void Rent(int size)
    {
        if (Buffer.Length == 0)
            Buffer = ArrayPool<byte>.Shared.Rent(size);
    }

    public void Dispose()
    {
        if (Buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(Buffer);
        (Buffer, Length) = ([], 0);
    }
}
