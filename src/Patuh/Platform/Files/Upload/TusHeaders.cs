using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patuh.Platform.Files.Upload;

/// <summary>What headers of tus 1.0.0 say, or nothing where they say nothing that can be meant.</summary>
internal static class TusHeaders
{
    public const string Version = "1.0.0";
    public const string ContentType = "application/offset+octet-stream";

    private const int LongestMetadata = 4096;

    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789");

    /// <summary>A size or an offset: figures alone.</summary>
    public static long? Number(HttpRequest request, string header) =>
        request.Headers[header] is [{ Length: > 0 and <= 18 } text] && !text.AsSpan().ContainsAnyExcept(Figures) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The file's name; false when the header is none that tus knows.</summary>
    public static bool TryName(HttpRequest request, out string? name)
    {
        name = null;
        var text = request.Headers["Upload-Metadata"].ToString();
        if (text.Length > LongestMetadata)
            return false;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ');
            if (parts.Length > 2 || parts[0].Length == 0 || !keys.Add(parts[0]) || !TryText(parts.Length == 2 ? parts[1] : "", out var value))
                return false;
            if (parts[0] == "filename")
                name = value;
        }
        return true;
    }

    /// <summary>The algorithm and the sum of what is sent; false when there is one that we do not know.</summary>
    public static bool TryChecksum(HttpRequest request, out IncrementalHash? hash, out byte[]? expected)
    {
        (hash, expected) = (null, null);
        if (request.Headers["Upload-Checksum"].ToString() is not { Length: > 0 and < 200 } text)
            return request.Headers["Upload-Checksum"].Count == 0;
        var sum = new byte[64];
        if (text.Split(' ') is not [var algorithm, var base64] || !Convert.TryFromBase64String(base64, sum, out var length))
            return false;
        expected = sum[..length];
        hash = (algorithm, length) switch
        {
            ("sha256", 32) => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
            // tus asks for it; it guards against lines that err, not against people
            ("sha1", 20) => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
            _ => null,
        };
        return hash is not null;
    }

    private static bool TryText(string base64, out string text)
    {
        text = "";
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return false;
        text = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }
}
