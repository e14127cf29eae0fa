using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Patuh.Tests.Files;

/// <summary>Files as people have them, and as those make them who want something else.</summary>
internal static class Samples
{
    public static byte[] Pdf { get; } = Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Png { get; } = Picture(60, 40, SKEncodedImageFormat.Png);

    /// <summary>A picture with something to see: fields of colour that hang on the seed.</summary>
    public static byte[] Picture(int width, int height, SKEncodedImageFormat format, int quality = 92, int seed = 1)
    {
        using var bitmap = Bitmap(width, height, seed);
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static SKBitmap Bitmap(int width, int height, int seed)
    {
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.LightGray);
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            using var paint = new SKPaint { Color = new SKColor((uint)random.Next() | 0xff000000), IsAntialias = true };
            canvas.DrawOval((float)random.NextDouble() * width, (float)random.NextDouble() * height, width * (0.1f + (float)random.NextDouble() * 0.3f), height * (0.1f + (float)random.NextDouble() * 0.3f), paint);
        }
        return bitmap;
    }

    /// <summary>A JPEG as a telephone makes it: EXIF with maker, place and which way is up, an XMP packet, a comment, and a film behind its end.</summary>
    public static byte[] Photo(int width, int height, byte origin = 1, int seed = 1)
    {
        var plain = Picture(width, height, SKEncodedImageFormat.Jpeg, seed: seed);
        byte[] exif =
        [
            .. "Exif\0\0MM\0*\0\0\0\u0008"u8, 0, 3, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, origin, 0, 0, 1, 0x0f, 0, 2, 0, 0, 0, 8, 0, 0, 0, 50, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 58, 0, 0, 0, 0,
            .. "RAHASIA\0"u8, 0, 1, 0, 1, 0, 2, 0, 0, 0, 2, .. "S\0\0\0"u8, 0, 0, 0, 0,
        ];
        return [.. plain[..2], .. Segment(0xe1, exif), .. Segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>RAHASIA -3.79 102.26</x:xmpmeta>"u8.ToArray()), .. Segment(0xfe, "RAHASIA"u8.ToArray()), .. plain[2..], .. "RAHASIA ftypmp42 film"u8];
    }

    public static byte[] Office(string main, params (string Name, byte[] Bytes)[] more) =>
        Zip([("[Content_Types].xml", Encoding.UTF8.GetBytes("<Types/>")), (main, "<x/>"u8.ToArray()), .. more]);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(bytes);
            }
        return buffer.ToArray();
    }

    public static byte[] Video(string brand = "isom", string place = "-03.79+102.26/") =>
    [
        .. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. "isomiso2avc1mp41"u8]), .. Box("moov", [.. Box("mvhd", new byte[100]), .. Box("udta", Encoding.ASCII.GetBytes("\u00a9xyz" + place))]), .. Box("mdat", new byte[5000]),
    ];

    /// <summary>A PNG that says it is that large, with nothing in it.</summary>
    public static byte[] HugePng(int width, int height) =>
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("IDAT", [0x78, 0x9c, 3, 0, 0, 0, 0, 1]), .. Chunk("IEND", [])];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Big(data.Length), .. body, .. Big(Crc(body))];
    }

    private static int Crc(byte[] bytes)
    {
        var crc = new Patuh.Platform.Files.Crc32();
        crc.Append(bytes);
        return unchecked((int)crc.Value);
    }

    private static byte[] Box(string type, byte[] data) => [.. Big(8 + data.Length), .. Encoding.Latin1.GetBytes(type), .. data];

    private static byte[] Segment(byte marker, byte[] data) => [0xff, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
