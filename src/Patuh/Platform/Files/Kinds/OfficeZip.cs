using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Patuh.Platform.Files.Kinds;

/// <summary>
/// Looks into a zip without unpacking it: a document of Word or Excel without macros, or nothing that is taken. Its directory is read by itself, within bounds, since
/// whoever made the zip may have lied in it.
/// </summary>
internal static class OfficeZip
{
    private const int MostEntries = 10_000;
    private const int LargestDirectory = 4 << 20;
    private const int LargestTypes = 1 << 20;
    private const long LargestUnpacked = 1L << 30;

    // text packs at 20 : 1, an empty sheet at 100 : 1; a bomb at 1,000 : 1
    private const long MostPacked = 300;
    private const long SmallEnough = 16L << 20;

    private const string Types = "[Content_Types].xml";

    private sealed record Entry(string Name, long Packed, long Unpacked, int Method, long At);

    /// <exception cref="FileProblem">It is neither, has macros, or is packed as a bomb is.</exception>
    public static FileKind Kind(Stream file)
    {
        var entries = Directory(file) ?? throw new FileProblem(FileProblem.Damaged);
        var unpacked = entries.Sum(e => e.Unpacked);
        if (unpacked > LargestUnpacked || unpacked > SmallEnough && unpacked / MostPacked > file.Length || entries.Select(e => e.At).Distinct().Count() != entries.Count)
            throw new FileProblem(FileProblem.ZipBomb);
        if (entries.FirstOrDefault(e => e.Name == Types) is not { } types)
            throw new FileProblem(entries.Any(e => e.Name.EndsWith(".class", StringComparison.OrdinalIgnoreCase) || e.Name == "AndroidManifest.xml") ? FileProblem.Executable : FileProblem.Unknown);
        var declared = Text(file, types);
        if (entries.Any(e => IsActive(e.Name)) || declared.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || declared.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            throw new FileProblem(FileProblem.Macros);
        return entries.Any(e => e.Name == "word/document.xml") ? FileKind.Word
            : entries.Any(e => e.Name == "xl/workbook.xml") ? FileKind.Excel
            : throw new FileProblem(FileProblem.Unknown);
    }

    private static bool IsActive(string name) =>
        name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || name.Contains("activeX", StringComparison.OrdinalIgnoreCase) || name.Contains("macrosheets", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".js", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".vbs", StringComparison.OrdinalIgnoreCase);

    private static List<Entry>? Directory(Stream file)
    {
        // the end of the directory stands at the very end, but for a comment
        var tail = new byte[Math.Min(file.Length, 22 + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || tail.Length - at < 22 || tail.Length - at != 22 + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20)))
            return null;
        var end = tail.AsSpan(at);
        var (count, size, start) = (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        // the directory ends where its end begins: nothing stands before the zip or between
        if (count > MostEntries || size > LargestDirectory || start + (long)size != file.Length - tail.Length + at)
            return null;
        var bytes = new byte[size];
        file.Position = start;
        file.ReadExactly(bytes);
        var entries = new List<Entry>(count);
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
        {
            if (rest.Length < 46 || !rest.StartsWith("PK\x01\x02"u8) || entries.Count == count)
                return null;
            int name = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]), whole = 46 + name + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            if (rest.Length < whole)
                return null;
            entries.Add(new Entry(Encoding.UTF8.GetString(rest.Slice(46, name)).Replace('\\', '/').TrimStart('/'), BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]),
                BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]), BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]), BinaryPrimitives.ReadUInt32LittleEndian(rest[42..])));
            rest = rest[whole..];
        }
        return entries.Count == count && entries.Count > 0 ? entries : null;
    }

    private static string Text(Stream file, Entry entry)
    {
        try
        {
            Span<byte> head = stackalloc byte[30];
            file.Position = entry.At;
            file.ReadExactly(head);
            if (!head.StartsWith("PK\x03\x04"u8) || entry.Method is not (0 or 8))
                throw new FileProblem(FileProblem.Damaged);
            file.Position = entry.At + 30 + BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
            var text = new byte[(int)Math.Min(entry.Method == 0 ? entry.Packed : LargestTypes, LargestTypes)];
            if (entry.Method == 0)
                return Encoding.UTF8.GetString(text, 0, file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
            using var inflated = new DeflateStream(file, CompressionMode.Decompress, leaveOpen: true);
            var read = inflated.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return read < text.Length ? Encoding.UTF8.GetString(text, 0, read) : throw new FileProblem(FileProblem.ZipBomb);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FileProblem(FileProblem.Damaged);
        }
    }
}
