using System.Buffers;
using System.Text.Unicode;
using Patuh.Platform.Files;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Csv;

/// <summary>Reads the records of a block, strictly by RFC 4180 (comma, LF or CRLF) and UTF-8. Skips blank lines. Stops at the first malformed record.</summary>
internal ref struct CsvCursor
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\n\r\""u8);

    private readonly CsvBlock block;
    private readonly string file;
    private readonly ProblemList problems;
    private readonly ReadOnlySpan<byte> bytes;
    private (int Start, int End)[] fields = new (int, int)[16];
    private int at;
    private long nextLine;
    private bool broken;
    private readonly long invalidLine;

    public CsvCursor(CsvBlock block, string file, ProblemList problems)
    {
        (this.block, this.file, this.problems) = (block, file, problems);
        bytes = block.Bytes;
        nextLine = block.FirstLine;
        if (Utf8.IsValid(bytes))
            return;
        // the lines before the wrong one can still be read
        var wrong = Utf8Text.InvalidAt(bytes);
        invalidLine = nextLine + bytes[..wrong].Count((byte)'\n');
        bytes = bytes[..(bytes[..wrong].LastIndexOf((byte)'\n') + 1)];
    }

    /// <summary>Number of fields of the record.</summary>
    public int Count { get; private set; }

    /// <summary>Physical line on which the record begins.</summary>
    public long Line { get; private set; }

    /// <summary>True when the block cannot be read on.</summary>
    public readonly bool Broken => broken;

    /// <summary>A field of the record, without quotes.</summary>
    public readonly ReadOnlySpan<byte> this[int field] => bytes[fields[field].Start..fields[field].End];

    public bool Read()
    {
        while (!broken && at < bytes.Length)
        {
            (Line, Count) = (nextLine, 0);
            if (bytes[at] is (byte)'\n' or (byte)'\r' && BlankLine())
                continue;
            while (Field())
            {
            }
            return !broken;
        }
        return invalidLine > 0 && NotUtf8();
    }

    private bool NotUtf8() => Break(invalidLine, "csv.not-utf8", "the text is not UTF-8; save the file as \"CSV UTF-8\"");

    private bool BlankLine()
    {
        var end = at;
        if (bytes[end] == '\r')
            end++;
        if (end < bytes.Length && bytes[end] == '\n')
        {
            (at, nextLine) = (end + 1, nextLine + 1);
            return true;
        }
        return false;
    }

    /// <summary>Takes one field; true when the record goes on.</summary>
    private bool Field()
    {
        if (at < bytes.Length && bytes[at] == '"')
            return QuotedField();
        var length = bytes[at..].IndexOfAny(Special);
        if (length < 0)
            length = bytes.Length - at;
        Add(at, at + length);
        at += length;
        if (at < bytes.Length && bytes[at] == '"')
            return Break(nextLine, "csv.quote-in-field", "a quotation mark inside a field that does not begin with one; put the whole field in quotation marks and double those inside");
        return Separator();
    }

    private bool QuotedField()
    {
        var start = ++at;
        var target = start;
        // unescaping shortens, so it happens in place
        Span<byte> buffer = block.Buffer;
        while (true)
        {
            var length = bytes[at..].IndexOf((byte)'"');
            if (length < 0)
                return invalidLine > 0 ? NotUtf8() : block.Cut ? TooLong() : Break(Line, "csv.unclosed-quote", "a quotation mark is opened and never closed");
            nextLine += bytes.Slice(at, length).Count((byte)'\n');
            if (target != at)
                bytes.Slice(at, length).CopyTo(buffer[target..]);
            (target, at) = (target + length, at + length + 1);
            if (at >= bytes.Length || bytes[at] != '"')
                break;
            buffer[target++] = (byte)'"';
            at++;
        }
        Add(start, target);
        if (at < bytes.Length && bytes[at] is not ((byte)',' or (byte)'\n' or (byte)'\r'))
            return Break(nextLine, "csv.after-quote", "text after a closing quotation mark; double the quotation marks inside a field");
        return Separator();
    }

    private bool Separator()
    {
        if (at >= bytes.Length)
            return block.Cut && TooLong();
        if (bytes[at] == ',')
        {
            at++;
            return true;
        }
        if (bytes[at] == '\r' && ++at < bytes.Length && bytes[at] != '\n')
            return Break(nextLine, "csv.bare-cr", "a carriage return without a line feed; save the file with LF or CRLF line ends");
        (at, nextLine) = (at + 1, nextLine + 1);
        return false;
    }

    private bool TooLong() =>
        Break(Line, "csv.record-too-long", $"a record longer than {CsvSource.LongestRecord} bytes; was a quotation mark left open?");

    private void Add(int start, int end)
    {
        if (Count == fields.Length)
            Array.Resize(ref fields, 2 * fields.Length);
        fields[Count++] = (start, end);
    }

    private bool Break(long line, string code, string sentence)
    {
        if (!broken)
            problems.Add(file, line, code, sentence);
        broken = true;
        return false;
    }
}
