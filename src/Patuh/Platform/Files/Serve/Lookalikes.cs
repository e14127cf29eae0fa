using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Pictures;
using Patuh.Platform.Files.Store;

namespace Patuh.Platform.Files.Serve;

/// <summary>A stored picture that looks like another.</summary>
/// <param name="Hash">Which.</param>
/// <param name="Distance">Bits of the fingerprint that differ; 0 for what looks the same.</param>
internal sealed record Lookalike(string Hash, int Distance);

/// <summary>Finds the same photo elsewhere, also compressed or resized, by the indexes of its fingerprint's four quarters: no other rows are read.</summary>
internal static class Lookalikes
{
    /// <summary>Nearest first; not the file itself, to which whoever asks finds other references by its hash.</summary>
    public static async Task<IReadOnlyList<Lookalike>> Of(PatuhDb db, string hash, CancellationToken cancel)
    {
        if (await db.Set<StoredFileRow>().Where(f => f.Hash == hash).Select(f => f.Fingerprint).SingleOrDefaultAsync(cancel) is not { } fingerprint)
            return [];
        var bands = Fingerprint.Bands(fingerprint);
        IReadOnlyList<string> first = bands[0], second = bands[1], third = bands[2], fourth = bands[3];
        var near = await db.Set<StoredFileRow>().Where(f => first.Contains(f.Band1) || second.Contains(f.Band2) || third.Contains(f.Band3) || fourth.Contains(f.Band4))
            .Where(f => f.Hash != hash).Select(f => new { f.Hash, f.Fingerprint }).ToListAsync(cancel);
        return [.. near.Select(f => new Lookalike(f.Hash, Fingerprint.Distance(f.Fingerprint!, fingerprint))).Where(l => l.Distance <= Fingerprint.Near).OrderBy(l => l.Distance).ThenBy(l => l.Hash, StringComparer.Ordinal)];
    }
}
