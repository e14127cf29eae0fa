using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patuh.Platform.Backup;

/// <summary>One table or file of a backup, with what it must come to.</summary>
/// <param name="Path">Its place in the archive.</param>
/// <param name="Rows">Of a table; null for a file.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal figures.</param>
internal sealed record BackupEntry(string Path, long? Rows, string Sha256)
{
    /// <summary>A stored file, whose name is its hash.</summary>
    public bool IsFile() => Path.StartsWith(BackupFile.Files, StringComparison.Ordinal);
}

/// <summary>What a backup holds; its last entry, <c>manifest.json</c>.</summary>
/// <param name="Format">1 for what is described here.</param>
/// <param name="Program">The program that made it.</param>
/// <param name="At">The moment of the database that it shows.</param>
/// <param name="Database">sqlite or postgresql.</param>
/// <param name="Migrations">Scripts that had made the database's tables.</param>
/// <param name="LastSeal">Number of the audit trail's last seal; 0 before the first.</param>
/// <param name="Root">Chain of that seal: with it, everything before is proven.</param>
/// <param name="Entries">Tables first, then stored files, then keys and seals.</param>
internal sealed record BackupManifest(int Format, string Program, string At, string Database, IReadOnlyList<string> Migrations, int LastSeal, string? Root, IReadOnlyList<BackupEntry> Entries)
{
    public const string Name = "manifest.json";
    public const int Known = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public void Write(Stream output) => JsonSerializer.Serialize(output, this, Json);

    /// <exception cref="JsonException">It is none.</exception>
    public static BackupManifest Read(Stream input) => JsonSerializer.Deserialize<BackupManifest>(input, Json) ?? throw new JsonException("the manifest is empty");
}
