using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;
using Patuh.Platform.Keys;

namespace Patuh.Platform.Audit;

/// <summary>
/// Seals as they leave the database: one line of JSON each, in a file for each day. Whoever copies these files to another machine, daily, can prove later what
/// the trail held: nobody who owns the database and the key can change what is in a copy.
/// </summary>
internal sealed class SealFiles(string folder)
{
    public const string Variable = "PATUH_SEALS";

    private int? written;

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>As configured; else beside the folder of keys.</summary>
    public static SealFiles Of(KeyFolder keys) =>
        new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configured ? configured : Path.Combine(Path.GetDirectoryName(keys.Folder)!, "seals"));

    /// <summary>Writes the seals that no file has yet.</summary>
    public void Write(PatuhDb db)
    {
        var last = written ??= Files().Reverse().SelectMany(f => File.ReadLines(f).Reverse()).Select(l => Parse(l)?.Number).FirstOrDefault(n => n is not null) ?? 0;
        Directory.CreateDirectory(Folder);
        foreach (var seal in db.Set<AuditSealRow>().Where(s => s.Number > last).OrderBy(s => s.Number).AsEnumerable())
        {
            Append(Path.Combine(Folder, $"seals-{seal.At[..10]}.jsonl"), JsonSerializer.Serialize(seal, AuditTrail.Json));
            written = seal.Number;
        }
    }

    /// <summary>Begins anew with seals that were kept elsewhere. What is in the folder is moved aside: it may tell of rows that are lost now.</summary>
    /// <returns>Where to, or null when there was nothing.</returns>
    public string? Replace(byte[] lines, string now)
    {
        var aside = Files().Any() ? $"{Folder.TrimEnd(Path.DirectorySeparatorChar)}-before-{now.Replace(':', '-')}" : null;
        if (aside is not null)
            Directory.Move(Folder, aside);
        Directory.CreateDirectory(Folder);
        foreach (var day in System.Text.Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).GroupBy(l => Parse(l)!.At[..10]))
            File.WriteAllText(Path.Combine(Folder, $"seals-{day.Key}.jsonl"), string.Concat(day.Select(l => l + "\n")));
        written = null;
        return aside;
    }

    /// <summary>The seals in the files, by number. A line that was cut short when the machine stopped is passed over: the seal is written again.</summary>
    public IReadOnlyDictionary<int, AuditSealRow> Read()
    {
        var seals = new Dictionary<int, AuditSealRow>();
        foreach (var seal in Files().SelectMany(File.ReadLines).Select(Parse).OfType<AuditSealRow>())
            seals.TryAdd(seal.Number, seal);
        return seals;
    }

    /// <summary>On a line of its own, also where the one before was cut short.</summary>
    private static void Append(string path, string line)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length > 0)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
                file.WriteByte((byte)'\n');
        }
        file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }

    private IEnumerable<string> Files() => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "seals-*.jsonl").Order(StringComparer.Ordinal) : [];

    private static AuditSealRow? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditSealRow>(line, AuditTrail.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
