namespace Patuh.Platform.Files;

/// <summary>CRC-32 as zip files use it (ISO 3309). The framework reads a zip's entries without checking theirs, and its own package for it is not to be had.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var bit = 0; bit < 8; bit++)
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        return c;
    })];

    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            state = Table[(byte)(state ^ b)] ^ (state >> 8);
    }
}
