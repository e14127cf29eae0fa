using System.Globalization;
using Patuh.Platform.Files.Scan;
using Patuh.Platform.Keys;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Files;

/// <summary>Where files are kept, how large one may be, and who looks for viruses in them; null: nobody.</summary>
internal sealed record FileSettings(string Folder, long Limit, ClamdAddress? Clamd)
{
    public const string FolderVariable = "PATUH_FILES";
    public const string LimitVariable = "PATUH_FILE_LIMIT";
    public const string ClamdVariable = "PATUH_CLAMD";

    public const long Usual = 100L << 20;

    // the database counts bytes in 32 bits
    private const long Most = 2047L << 20;

    private static readonly (string Unit, long Bytes)[] Units = [("GB", 1L << 30), ("MB", 1L << 20), ("kB", 1L << 10)];

    /// <summary>In megabytes, for people.</summary>
    public int Megabytes => (int)Math.Max(1, Limit >> 20);

    /// <summary>As configured; the folder else beside that of the keys.</summary>
    public static FileSettings FromEnvironment(KeyFolder keys) =>
        Of(Read(FolderVariable) ?? Path.Combine(Path.GetDirectoryName(keys.Folder)!, "files"), Read(LimitVariable), Read(ClamdVariable));

    /// <exception cref="UsageException">A setting cannot be meant.</exception>
    public static FileSettings Of(string folder, string? limit = null, string? clamd = null) =>
        new(Path.GetFullPath(folder), limit is null ? Usual : Bytes(limit), clamd is null ? null : ClamdAddress.Of(clamd));

    private static long Bytes(string text)
    {
        foreach (var (unit, bytes) in Units)
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && int.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count * bytes <= Most)
                return count * bytes;
        throw new UsageException($"{LimitVariable} is the size of the largest file, such as 100 MB, and at most 2047 MB; not {Visible.Quoted(text)}");
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } text ? text : null;
}
