using System.Buffers;
using System.Text;

namespace Patuh.Platform.Csv;

/// <summary>Writes CSV by RFC 4180 with LF line ends, quoting only where needed.</summary>
internal sealed class CsvWriter(Stream stream) : IDisposable
{
    private const int Flush = 1 << 16;

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    private readonly ArrayBufferWriter<byte> buffer = new(2 * Flush);
    private bool first = true;
    private int columns;
    private bool written;

    public void Field(ReadOnlySpan<char> text)
    {
        if (!first)
            buffer.Write(","u8);
        (first, written, columns) = (false, written || text.Length > 0, columns + 1);
        if (text.ContainsAny(Special))
        {
            Utf8.GetBytes($"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"", buffer);
            return;
        }
        buffer.Advance(Utf8.GetBytes(text, buffer.GetSpan(3 * text.Length)));
    }

    public void Row(params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
            Field(field);
        EndRow();
    }

    public void EndRow()
    {
        // a lone empty field would be read as a blank line
        if (columns == 1 && !written)
            buffer.Write("\"\""u8);
        buffer.Write("\n"u8);
        (first, written, columns) = (true, false, 0);
        if (buffer.WrittenCount >= Flush)
            Drain();
    }

    public void Dispose()
    {
        Drain();
        stream.Dispose();
    }

    private void Drain()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
