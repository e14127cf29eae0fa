namespace Patuh.Platform.Csv;

/// <summary>Some whole records of a CSV file in memory; reused from block to block.</summary>
internal sealed class CsvBlock
{
    public byte[] Buffer { get; set; } = [];

    public int Length { get; set; }

    /// <summary>Physical line on which the block begins, from 1.</summary>
    public long FirstLine { get; set; }

    /// <summary>Place of the block in the file, from 0.</summary>
    public int Number { get; set; }

    /// <summary>True when a record did not end within the limit, so that the last one is cut off.</summary>
    public bool Cut { get; set; }

    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
