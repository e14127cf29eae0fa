using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>The instruments that come with the program.</summary>
internal static class InstrumentLibrary
{
    private static readonly Dictionary<string, InstrumentFile> Loaded = [];

    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateFiles(Content.Path("instruments"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    /// <exception cref="UsageException">There is no such instrument.</exception>
    public static InstrumentFile Get(string id)
    {
        lock (Loaded)
        {
            if (Loaded.TryGetValue(id, out var known))
                return known;
            if (!Ids.Contains(id))
                throw new UsageException($"there is no instrument {Visible.Quoted(id)}; bundled are {string.Join(", ", Ids)}");
            return Loaded[id] = Load(Content.Path("instruments", id + ".yaml"));
        }
    }

    /// <summary>A bundled instrument by its id, or a file by its path.</summary>
    public static InstrumentFile Find(string idOrFile) =>
        Ids.Contains(idOrFile) ? Get(idOrFile)
        : File.Exists(idOrFile) ? Load(idOrFile)
        : throw new UsageException($"{Visible.Quoted(idOrFile)} is neither a file nor a bundled instrument ({string.Join(", ", Ids)})");

    /// <summary>True for a file that calls itself by the id and version of a bundled instrument and says something else: a frozen version never changes.</summary>
    public static bool Contradicts(InstrumentFile file) =>
        Ids.Contains(file.Instrument.Id) && Get(file.Instrument.Id) is var known && known.Instrument.Version == file.Instrument.Version && known.Hash != file.Hash;

    public static InstrumentFile Load(string path)
    {
        using var file = File.OpenRead(path);
        return InstrumentFile.Read(file, Path.GetFileName(path));
    }

    public static Instrument Of(int year) => Get(AssessmentYears.Find(year).Instrument!).Instrument;
}
