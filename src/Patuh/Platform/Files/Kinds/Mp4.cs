using System.Buffers.Binary;

namespace Patuh.Platform.Files.Kinds;

/// <summary>The boxes of an MP4 video: whether they are whole, and those that say where and by whom it was taken.</summary>
internal static class Mp4
{
    private const int MostBoxes = 10_000;

    // where cameras put place, maker and owner; what is inside is not needed to play
    private static readonly string[] Telling = ["udta", "meta", "uuid", "free", "skip"];

    private sealed record Box(long At, long Length, string Type, int Header);

    /// <summary>Boxes reach to the very end, with the one that tells how to play among them.</summary>
    public static bool IsWhole(Stream file)
    {
        var boxes = Read(file, 0, file.Length);
        file.Position = 0;
        return boxes is not null && boxes.Any(b => b.Type == "moov") && boxes.Any(b => b.Type == "mdat");
    }

    /// <summary>Empties the boxes that tell of place and owner, in the file itself; nothing moves, so that it plays as before.</summary>
    public static void Strip(Stream file)
    {
        var zeros = new byte[1 << 16];
        foreach (var box in Below(file, 0, file.Length, 0).Where(b => Telling.Contains(b.Type)).ToList())
        {
            file.Position = box.At + 4;
            file.Write("free"u8);
            file.Position = box.At + box.Header;
            for (var left = box.Length - box.Header; left > 0; left -= zeros.Length)
                file.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
        }
        file.Position = 0;
    }

    private static IEnumerable<Box> Below(Stream file, long from, long to, int depth)
    {
        foreach (var box in Read(file, from, to) ?? [])
            if (box.Type is "moov" or "trak" && depth < 3)
                foreach (var inner in Below(file, box.At + box.Header, box.At + box.Length, depth + 1))
                    yield return inner;
            else
                yield return box;
    }

    private static List<Box>? Read(Stream file, long from, long to)
    {
        var boxes = new List<Box>();
        Span<byte> head = stackalloc byte[16];
        for (var at = from; at < to;)
        {
            file.Position = at;
            var got = file.ReadAtLeast(head, 16, throwOnEndOfStream: false);
            if (got < 8 || boxes.Count >= MostBoxes)
                return null;
            var (length, header) = ((long)BinaryPrimitives.ReadUInt32BigEndian(head), 8);
            if (length == 1 && got == 16)
                (length, header) = (BinaryPrimitives.ReadInt64BigEndian(head[8..]), 16);
            else if (length == 0)
                length = to - at;
            if (length < header || length > to - at)
                return null;
            boxes.Add(new Box(at, length, System.Text.Encoding.Latin1.GetString(head[4..8]), header));
            at += length;
        }
        return boxes;
    }
}
