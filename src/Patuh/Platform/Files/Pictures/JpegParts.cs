using System.Buffers.Binary;
using Patuh.Platform.Files.Kinds;

namespace Patuh.Platform.Files.Pictures;

/// <summary>Walks the segments of a JPEG and keeps those that a decoder needs: EXIF, XMP, IPTC, comments, and whatever stands behind the end, are left out.</summary>
internal static class JpegParts
{
    private const byte StartOfScan = 0xda;
    private const byte End = 0xd9;

    /// <exception cref="FileProblem">It is cut short or no JPEG.</exception>
    public static PictureParts Take(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..2]);
        var (width, height, progressive, at) = (0, 0, false, 2);
        while (true)
        {
            // filling bytes may stand before a marker
            while (at + 1 < file.Length && file[at] == 0xff && file[at + 1] == 0xff)
                at++;
            if (at + 2 > file.Length || file[at] != 0xff)
                throw new FileProblem(FileProblem.PictureDamaged);
            var marker = file[at + 1];
            if (marker == End)
            {
                kept.Write(file.Slice(at, 2));
                return width > 0 && height > 0 ? new PictureParts(width, height, progressive, kept.ToArray()) : throw new FileProblem(FileProblem.PictureDamaged);
            }
            if (at + 4 > file.Length)
                throw new FileProblem(FileProblem.PictureDamaged);
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 4 || at + length > file.Length)
                throw new FileProblem(FileProblem.PictureDamaged);
            var segment = file.Slice(at, length);
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc) && length >= 9)
                (height, width, progressive) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), progressive || marker is not (0xc0 or 0xc1));
            if (Needed(marker, segment))
                kept.Write(segment);
            at += length;
            if (marker == StartOfScan)
            {
                var scan = ScanLength(file[at..]);
                kept.Write(file.Slice(at, scan));
                at += scan;
            }
        }
    }

    // APP14 says how colours are stored, APP2 holds the profile of colours, APP0 is JFIF
    private static bool Needed(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xfe => false,
        0xe0 => segment[4..].StartsWith("JFIF\0"u8),
        0xe2 => segment[4..].StartsWith("ICC_PROFILE\0"u8),
        0xee => segment[4..].StartsWith("Adobe"u8),
        >= 0xe0 and <= 0xef => false,
        _ => true,
    };

    /// <summary>Up to the next marker that is none of the scan's own.</summary>
    private static int ScanLength(ReadOnlySpan<byte> data)
    {
        for (var at = 0; ; at += 2)
        {
            var next = data[at..].IndexOf((byte)0xff);
            if (next < 0 || at + next + 1 >= data.Length)
                throw new FileProblem(FileProblem.PictureDamaged);
            at += next;
            if (data[at + 1] == 0xff)
                at--;
            else if (data[at + 1] is not (0 or >= 0xd0 and <= 0xd7))
                return at;
        }
    }
}
