using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Sweep;
using Patuh.Platform.Files.Upload;

namespace Patuh.Bench.Shared;

/// <summary>What kills leave behind in the folder of files.</summary>
/// <param name="Temporary">Drafts and parts of uploads.</param>
/// <param name="Strays">Bytes under a hash that no row knows.</param>
/// <param name="Open">Uploads that nobody goes on with.</param>
internal sealed record Remains(int Temporary, int Strays, int Open)
{
    public static Remains Of(Place place)
    {
        using var db = place.Configuration.Open();
        var known = db.Set<StoredFileRow>().Select(f => f.Hash).ToHashSet();
        return new Remains(place.Store.Left(DateTimeOffset.MaxValue).Count(), place.Store.All().Count(f => !known.Contains(f.Hash)), db.Set<UploadRow>().Count(u => u.State == UploadState.Open));
    }

    /// <summary>What the collector does some days later, while no server runs.</summary>
    /// <returns>What is left then, and how many files that evidence refers to are gone.</returns>
    public static async Task<(Remains Left, int Gone)> AfterCollecting(Place place)
    {
        var later = new Later(TimeSpan.FromDays(3));
        await new FileCollector(place.Configuration, place.Store, place.Store, later).Round(default);
        await using var db = place.Configuration.Open();
        var kept = place.Store.All().Select(f => f.Hash).ToHashSet();
        var needed = await db.Set<Patuh.Assessments.Evidence.EvidenceRow>().Select(e => e.FileHash).Distinct().ToListAsync();
        return (Of(place), needed.Count(h => !kept.Contains(h)));
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
