using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Patuh.Platform.Data;

/// <summary>Rows through <c>COPY … (FORMAT binary)</c>, laid out as PostgreSQL's manual says ("Binary Format" of COPY): a field is its length and its bytes.</summary>
internal sealed class PostgresBulkWriter : BulkWriter
{
    private const int Flush = 1 << 16;

    // PGCOPY\n\377\r\n\0, no flags, no extension
    private static readonly byte[] Header = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NpgsqlRawCopyStream copy;
    private readonly short columns;
    private byte[] buffer = new byte[2 * Flush];
    private int filled;
    private bool inRow;
    private bool complete;

    public PostgresBulkWriter(NpgsqlConnection connection, string table, string[] columns)
    {
        this.columns = (short)columns.Length;
        copy = connection.BeginRawBinaryCopy($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)");
        copy.Write(Header);
    }

    public override BulkWriter Integer(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);
        return this;
    }

    public override BulkWriter Text(ReadOnlySpan<char> value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Field(length));
        return this;
    }

    public override BulkWriter Boolean(bool value)
    {
        Field(1)[0] = value ? (byte)1 : (byte)0;
        return this;
    }

    public override BulkWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Field(value.Length));
        return this;
    }

    public override BulkWriter Null()
    {
        Field(-1);
        return this;
    }

    public override void EndRow()
    {
        inRow = false;
        if (filled >= Flush)
            Drain();
    }

    public override void Complete()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), -1);
        Drain();
        copy.Dispose();
        complete = true;
    }

    public override void Dispose()
    {
        if (!complete)
            copy.Cancel();
        copy.Dispose();
    }

    /// <summary>Room for a field of that many bytes; -1 for null.</summary>
    private Span<byte> Field(int length)
    {
        if (!inRow)
            BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), columns);
        inRow = true;
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);
        return Take(Math.Max(0, length));
    }

    private Span<byte> Take(int length)
    {
        if (filled + length > buffer.Length)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, filled + length));
        filled += length;
        return buffer.AsSpan(filled - length, length);
    }

    private void Drain()
    {
        copy.Write(buffer, 0, filled);
        filled = 0;
    }
}
