using System.Collections.Concurrent;
using System.Text;

namespace Patuh.Instruments;

/// <summary>Instruments that were frozen in a database, read once: what has a hash never changes.</summary>
internal static class InstrumentShelf
{
    private static readonly ConcurrentDictionary<string, InstrumentFile> Read = new();

    /// <summary>One that was read before, or null.</summary>
    public static InstrumentFile? Known(string hash) => Read.GetValueOrDefault(hash);

    /// <summary>The instrument of a frozen text.</summary>
    public static InstrumentFile Of(string hash, string id, string body) => Read.GetOrAdd(hash, _ => InstrumentFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(body)), id));
}
