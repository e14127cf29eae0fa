using System.Text;

namespace Patuh.Platform.Files.Kinds;

/// <summary>Says what a file is from its bytes alone. What it does not know for certain is refused: a name or a header counts for nothing.</summary>
internal static class Sniffer
{
    private const int Head = 4096;

    private static readonly (string Refusal, byte[][] Begins)[] Known =
    [
        (FileProblem.Executable, [[0x7f, .. "ELF"u8], [0xfe, 0xed, 0xfa], [0xcf, 0xfa, 0xed, 0xfe], [0xce, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe], "#!"u8.ToArray(), "dex\n"u8.ToArray(), [0, .. "asm"u8], [0x4c, 0, 0, 0, 1, 0x14, 2, 0]]),
        (FileProblem.Gif, ["GIF8"u8.ToArray()]),
        (FileProblem.OldOffice, [[0xd0, 0xcf, 0x11, 0xe0]]),
    ];

    private static readonly string[] Markup = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe", "<object", "<embed", "<meta", "<!--"];

    // brands of MP4 that browsers play
    private static readonly string[] VideoBrands = ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71", "avc1", "M4V ", "M4VP", "MSNV", "dash", "3gp4", "3gp5", "3gp6"];
    private static readonly string[] HeicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];

    /// <exception cref="FileProblem">It is none of the kinds that are taken.</exception>
    public static FileKind Sniff(Stream file)
    {
        if (file.Length == 0)
            throw new FileProblem(FileProblem.Empty);
        Span<byte> head = stackalloc byte[Head];
        file.Position = 0;
        head = head[..file.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
        file.Position = 0;
        // two letters that a table may begin with, but not one with zeros
        if (head.StartsWith("MZ"u8) && head.Contains((byte)0))
            throw new FileProblem(FileProblem.Executable);
        foreach (var (refusal, begins) in Known)
            foreach (var begin in begins)
                if (head.StartsWith(begin))
                    throw new FileProblem(refusal);
        if (head.StartsWith("%PDF-"u8))
            return Pdf(file);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
            return FileKind.Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
            return FileKind.Png;
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8))
            return FileKind.WebP;
        if (head.StartsWith("PK"u8))
            return OfficeZip.Kind(file);
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
            return Boxes(file, Encoding.Latin1.GetString(head[8..12]));
        return Text(file, head);
    }

    private static FileKind Pdf(Stream file)
    {
        Span<byte> tail = stackalloc byte[2048];
        file.Position = Math.Max(0, file.Length - tail.Length);
        tail = tail[..file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return tail.LastIndexOf("%%EOF"u8) >= 0 ? FileKind.Pdf : throw new FileProblem(FileProblem.Damaged);
    }

    private static FileKind Boxes(Stream file, string brand)
    {
        if (HeicBrands.Contains(brand))
            throw new FileProblem(FileProblem.Heic);
        if (!VideoBrands.Contains(brand))
            throw new FileProblem(FileProblem.Unknown);
        return Mp4.IsWhole(file) ? FileKind.Video : throw new FileProblem(FileProblem.Damaged);
    }

    private static FileKind Text(Stream file, ReadOnlySpan<byte> head)
    {
        var begin = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart();
        if (begin.Length > 1 && begin[0] == '<' && (char.IsAsciiLetter(begin[1]) || begin[1] is '!' or '?' or '/') || Markup.Any(m => begin.Contains(m, StringComparison.OrdinalIgnoreCase)))
            throw new FileProblem(FileProblem.Markup);
        if (begin.Contains("%PDF-", StringComparison.Ordinal))
            throw new FileProblem(FileProblem.Damaged);
        return PlainText.Check(file) switch
        {
            PlainText.Verdict.Text => FileKind.Text,
            PlainText.Verdict.OtherEncoding => throw new FileProblem(FileProblem.Encoding),
            _ => throw new FileProblem(FileProblem.Unknown),
        };
    }
}
