using System.Buffers.Binary;
using System.Text;
using Patuh.Platform.Files.Kinds;

namespace Patuh.Platform.Files.Pictures;

/// <summary>Walks the chunks of a PNG and keeps those that say how it looks: texts, times, EXIF and animation are left out, and what stands behind the end.</summary>
internal static class PngParts
{
    private static readonly string[] Needed = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];

    /// <exception cref="FileProblem">It is cut short or no PNG.</exception>
    public static PictureParts Take(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..8]);
        var (width, height) = (0, 0);
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
                break;
            var type = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
            var chunk = file.Slice(at, (int)length + 12);
            if (type == "IHDR" && length >= 8)
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadInt32BigEndian(chunk[12..]));
            if (Needed.Contains(type))
                kept.Write(chunk);
            if (type == "IEND" && width > 0 && height > 0)
                return new PictureParts(width, height, Costly: true, kept.ToArray());
            at += chunk.Length;
        }
        throw new FileProblem(FileProblem.PictureDamaged);
    }
}
