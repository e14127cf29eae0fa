using System.Buffers.Binary;
using System.Text;
using Patuh.Platform.Files.Kinds;

namespace Patuh.Platform.Files.Pictures;

/// <summary>Walks the chunks of a WebP and keeps the picture, its transparency and its colours; EXIF, XMP and what nobody knows are left out.</summary>
internal static class WebPParts
{
    private const byte SaysAnimated = 0x02;
    private const byte SaysMetadata = 0x04 | 0x08;

    /// <exception cref="FileProblem">It is cut short, moves, or is no WebP.</exception>
    public static PictureParts Take(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..12]);
        var (width, height, picture) = (0, 0, false);
        var end = Math.Min(file.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]));
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length + (length & 1) > end - at - 8)
                throw new FileProblem(FileProblem.PictureDamaged);
            var type = Encoding.Latin1.GetString(file.Slice(at, 4));
            var body = file.Slice(at + 8, (int)length);
            var chunk = file.Slice(at, 8 + (int)(length + (length & 1))).ToArray();
            switch (type)
            {
                case "VP8X" when length >= 10:
                    if ((body[0] & SaysAnimated) != 0)
                        throw new FileProblem(FileProblem.Animated);
                    (width, height) = (1 + (body[4] | body[5] << 8 | body[6] << 16), 1 + (body[7] | body[8] << 8 | body[9] << 16));
                    chunk[8] &= unchecked((byte)~SaysMetadata);
                    kept.Write(chunk);
                    break;
                case "VP8 " when length >= 10:
                    Picture(BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3fff);
                    kept.Write(chunk);
                    break;
                case "VP8L" when length >= 5:
                    var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
                    Picture((int)(bits & 0x3fff) + 1, (int)(bits >> 14 & 0x3fff) + 1);
                    kept.Write(chunk);
                    break;
                case "ALPH" or "ICCP":
                    kept.Write(chunk);
                    break;
                case "ANIM" or "ANMF":
                    throw new FileProblem(FileProblem.Animated);
                default:
                    break;
            }
            at += chunk.Length;
        }
        if (!picture || width <= 0 || height <= 0)
            throw new FileProblem(FileProblem.PictureDamaged);
        var stripped = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(stripped.AsSpan(4), (uint)stripped.Length - 8);
        return new PictureParts(width, height, Costly: true, stripped);

        void Picture(int w, int h)
        {
            (width, height) = (Math.Max(width, w), Math.Max(height, h));
            picture = true;
        }
    }
}
