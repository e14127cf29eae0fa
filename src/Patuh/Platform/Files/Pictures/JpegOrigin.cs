using SkiaSharp;

namespace Patuh.Platform.Files.Pictures;

/// <summary>For a JPEG too large to be decoded whole: an EXIF segment that says which way is up, and nothing else.</summary>
internal static class JpegOrigin
{
    public static byte[] With(byte[] stripped, SKEncodedOrigin origin) =>
    [
        .. stripped[..2], 0xff, 0xe1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, (byte)origin, 0, 0, 0, 0, 0, 0, .. stripped[2..],
    ];
}
