using Patuh.Platform.Files.Kinds;
using SkiaSharp;

namespace Patuh.Platform.Files.Pictures;

/// <summary>A picture as it is kept, with its preview.</summary>
internal sealed record MadePicture(byte[] Bytes, int Width, int Height, string? Fingerprint, byte[] Preview);

/// <summary>
/// Makes of a picture what is kept: without metadata, upright, with a preview and a fingerprint. Its size is known before anything is decoded; decoders work two at
/// a time, on large pictures one, for the memory they take.
/// </summary>
internal sealed class PictureMaker : IDisposable
{
    /// <summary>Longest side of a preview.</summary>
    public const int PreviewSide = 800;

    /// <summary>Pixels of a picture that is decoded whole: 160 MB.</summary>
    public const int MostPixels = 40_000_000;

    /// <summary>Pixels of a baseline JPEG, which is decoded at a fraction of its size.</summary>
    public const int MostPixelsInPart = 120_000_000;

    private const int MostSide = 30_000;
    private const int Large = 16_000_000;
    private const int PreviewQuality = 78;
    private const int TurnedQuality = 92;

    private readonly SemaphoreSlim ordinary = new(2);
    private readonly SemaphoreSlim large = new(1);

    /// <exception cref="FileProblem">It is damaged, or larger than we decode.</exception>
    public async Task<MadePicture> Make(byte[] file, FileKind kind, CancellationToken cancel)
    {
        var parts = kind == FileKind.Jpeg ? JpegParts.Take(file) : kind == FileKind.Png ? PngParts.Take(file) : WebPParts.Take(file);
        var pixels = (long)parts.Width * parts.Height;
        if (pixels > (parts.Costly ? MostPixels : MostPixelsInPart) || parts.Width > MostSide || parts.Height > MostSide)
            throw new FileProblem(FileProblem.PictureTooLarge);
        var line = pixels > Large ? large : ordinary;
        await line.WaitAsync(cancel);
        try
        {
            return Decode(file, parts, kind);
        }
        finally
        {
            line.Release();
        }
    }

    public void Dispose()
    {
        ordinary.Dispose();
        large.Dispose();
    }

    private static MadePicture Decode(byte[] file, PictureParts parts, FileKind kind)
    {
        // which way up is metadata too: it is read from the file as it came
        using var original = Codec(file);
        var origin = original.EncodedOrigin;
        using var codec = Codec(parts.Stripped);
        if (codec.Info.Width != parts.Width || codec.Info.Height != parts.Height)
            throw new FileProblem(FileProblem.PictureDamaged);
        using var small = Small(codec);
        using var preview = Turn(small, origin);
        var (bytes, turned) = (parts.Stripped, origin >= SKEncodedOrigin.LeftTop);
        if (origin != SKEncodedOrigin.TopLeft)
            bytes = (long)parts.Width * parts.Height > MostPixels ? JpegOrigin.With(parts.Stripped, origin) : Upright(codec, origin, kind);
        return new MadePicture(bytes, turned ? parts.Height : parts.Width, turned ? parts.Width : parts.Height, Fingerprint.Of(Light(preview)), Encode(preview, SKEncodedImageFormat.Webp, PreviewQuality));
    }

    private static SKCodec Codec(byte[] bytes) => SKCodec.Create(new SKMemoryStream(bytes)) ?? throw new FileProblem(FileProblem.PictureDamaged);

    /// <summary>Decoded at the least size that a preview can be made from, then brought to it.</summary>
    private static SKBitmap Small(SKCodec codec)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var scale = Math.Min(1f, (float)PreviewSide / Math.Max(width, height));
        // JPEG is decoded in eighths of its size: the next larger one
        using var decoded = Pixels(codec, codec.GetScaledDimensions(MathF.Ceiling(scale * 8) / 8));
        var size = new SKImageInfo(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)), decoded.ColorType, decoded.AlphaType, decoded.ColorSpace);
        return decoded.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)) ?? throw new FileProblem(FileProblem.PictureDamaged);
    }

    private static SKBitmap Pixels(SKCodec codec, SKSizeI size)
    {
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (bitmap.GetPixels() != IntPtr.Zero && codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new FileProblem(FileProblem.PictureDamaged);
    }

    private static byte[] Upright(SKCodec codec, SKEncodedOrigin origin, FileKind kind)
    {
        using var lying = Pixels(codec, codec.Info.Size);
        using var upright = Turn(lying, origin);
        return Encode(upright, kind == FileKind.Jpeg ? SKEncodedImageFormat.Jpeg : kind == FileKind.Png ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Webp, TurnedQuality);
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using var data = bitmap.Encode(format, quality) ?? throw new FileProblem(FileProblem.PictureDamaged);
        return data.ToArray();
    }

    /// <summary>Upright, whatever way the camera was held (EXIF's eight ways).</summary>
    private static SKBitmap Turn(SKBitmap lying, SKEncodedOrigin origin)
    {
        var (w, h) = (lying.Width, lying.Height);
        var upright = origin >= SKEncodedOrigin.LeftTop ? new SKBitmap(lying.Info.WithSize(h, w)) : new SKBitmap(lying.Info);
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        });
        canvas.DrawBitmap(lying, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return upright;
    }

    /// <summary>The light of a picture on a field of <see cref="Fingerprint.Side"/>, on white where it is transparent.</summary>
    private static byte[] Light(SKBitmap picture)
    {
        using var field = new SKBitmap(new SKImageInfo(Fingerprint.Side, Fingerprint.Side, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(field))
        {
            canvas.Clear(SKColors.White);
            using var image = SKImage.FromBitmap(picture);
            canvas.DrawImage(image, new SKRect(0, 0, Fingerprint.Side, Fingerprint.Side), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        return [.. field.Pixels.Select(p => (byte)((299 * p.Red + 587 * p.Green + 114 * p.Blue) / 1000))];
    }
}
