using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Serve;

namespace Patuh.Assessments.Evidence;

/// <summary>Where the same file, or a photo that looks the same, stands as evidence too.</summary>
/// <param name="Seen">Those that the reader may see, with the name of their agency.</param>
/// <param name="Elsewhere">In how many other agencies there are some that the reader may not see.</param>
internal sealed record EvidenceTwins(IReadOnlyList<(EvidenceRow Evidence, string Agency)> Seen, int Elsewhere)
{
    private const int Most = 100;

    public static EvidenceTwins None { get; } = new([], 0);

    /// <summary>Seven queries at most, whatever is found.</summary>
    public static async Task<EvidenceTwins> Of(PatuhDb db, Actor me, EvidenceRow row, CancellationToken cancel)
    {
        var hashes = (await Lookalikes.Of(db, row.FileHash, cancel)).Select(l => l.Hash).Append(row.FileHash).ToList();
        var rows = await db.Set<EvidenceRow>().Where(e => hashes.Contains(e.FileHash) && e.SeriesId != row.SeriesId).OrderByDescending(e => e.UploadedAt).ThenBy(e => e.Id).Take(Most).ToListAsync(cancel);
        if (rows.Count == 0)
            return None;
        var (ids, cycles, agencies) = (rows.Select(r => r.Id).ToList(), rows.Select(r => r.CycleId).Distinct().ToList(), rows.Select(r => r.AgencyId).Distinct().ToList());
        var uses = (await db.Set<EvidenceUseRow>().Where(u => ids.Contains(u.EvidenceId)).ToListAsync(cancel)).ToLookup(u => u.EvidenceId, u => u.AssessmentId);
        var planned = await (from p in db.Set<PlannedAgencyRow>() where cycles.Contains(p.CycleId) && agencies.Contains(p.AgencyId) join c in db.Set<AssessmentCycleRow>() on p.CycleId equals c.Id select new { p, c }).ToListAsync(cancel);
        var assessments = (await db.Set<AssessmentRow>().Where(a => cycles.Contains(a.CycleId) && agencies.Contains(a.AgencyId)).ToListAsync(cancel)).ToLookup(a => (a.CycleId, a.AgencyId));
        var reach = planned.ToDictionary(x => (x.p.CycleId, x.p.AgencyId), x => new AgencyEvidence(me, x.c, x.p, [], [.. assessments[(x.p.CycleId, x.p.AgencyId)]]));
        var seen = rows.ToLookup(r => reach[(r.CycleId, r.AgencyId)].Sees(r, uses[r.Id]));
        return new([.. seen[true].Select(r => (r, reach[(r.CycleId, r.AgencyId)].Agency.Name))], seen[false].Select(r => r.AgencyId).Where(a => a != row.AgencyId).Distinct().Count());
    }
}
