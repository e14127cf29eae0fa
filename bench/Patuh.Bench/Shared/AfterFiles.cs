using System.Security.Cryptography;
using Patuh.Assessments.Evidence;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Upload;

namespace Patuh.Bench.Shared;

/// <summary>The acknowledged files of a day, looked for in the database, on the disk, and by asking for them.</summary>
/// <param name="Acknowledged">How many there are.</param>
/// <param name="Pictures">Of these, such as the server made anew.</param>
/// <param name="Lost">No upload, no row, or no evidence of that name.</param>
/// <param name="Doubled">More than one evidence of that name.</param>
/// <param name="Other">Bytes on the disk that are not what their name or the sender says.</param>
/// <param name="NotServed">Not the same bytes when they are asked for.</param>
internal sealed record AfterFiles(int Acknowledged, int Pictures, int Lost, int Doubled, int Other, int NotServed)
{
    public bool IsRight => (Lost, Doubled, Other, NotServed) == (0, 0, 0, 0);

    /// <summary>While the server is up.</summary>
    public static async Task<AfterFiles> Of(Place place, RunningServer server, IReadOnlyCollection<AcknowledgedFile> acknowledged)
    {
        using var db = place.Configuration.Open();
        var uploads = db.Set<UploadRow>().ToDictionary(u => u.Id);
        var evidence = db.Set<EvidenceRow>().AsEnumerable().ToLookup(e => e.Name);
        var stored = db.Set<StoredFileRow>().Select(f => f.Hash).ToHashSet();
        var kept = place.Store.All().Select(f => f.Hash).ToLookup(h => h);
        var (lost, doubled, other, unserved) = (0, 0, 0, 0);
        foreach (var file in acknowledged)
        {
            if (uploads.GetValueOrDefault(file.Upload) is not { State: UploadState.Taken, FileHash: { } hash } || !stored.Contains(hash) || !kept.Contains(hash) || !evidence[file.Name].Any())
                lost++;
            else
            {
                if (evidence[file.Name].Count() > 1 || kept[hash].Count() > 1)
                    doubled++;
                if (await OnDisk(place, hash) != hash || (file.Sha256 ?? hash) != hash || evidence[file.Name].Any(e => e.FileHash != hash))
                    other++;
                if (await Served(server, file, evidence[file.Name].First().Id) != hash)
                    unserved++;
            }
        }
        return new AfterFiles(acknowledged.Count, acknowledged.Count(f => f.Sha256 is null), lost, doubled, other, unserved);
    }

    private static async Task<string> OnDisk(Place place, string hash)
    {
        await using var bytes = (await place.Store.Open(hash, default))!;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes));
    }

    private static async Task<string> Served(RunningServer server, AcknowledgedFile file, string evidence)
    {
        using var http = file.By.Browser(server.Address);
        using var answer = await http.GetAsync(new Uri($"/kerja/bukti/{evidence}?lihat=simpan", UriKind.Relative));
        return answer.IsSuccessStatusCode ? Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())) : "";
    }
}
