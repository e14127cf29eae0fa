using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Patuh.Platform.Files;

/// <summary>Where bytes stop being UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>Index of the first byte that is not UTF-8; the length where all are.</summary>
    public static int InvalidAt(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (0, bytes.Length);
        // the longest valid beginning by halves, give or take the bytes of one character
        while (high - low > 4)
        {
            var middle = (low + high) / 2;
            while (middle > low && (bytes[middle] & 0xC0) == 0x80)
                middle--;
            if (middle == low)
                break;
            if (Utf8.IsValid(bytes[..middle]))
                low = middle;
            else
                high = middle;
        }
        while (low < bytes.Length && Rune.DecodeFromUtf8(bytes[low..], out _, out var length) == OperationStatus.Done)
            low += length;
        return low;
    }
}
