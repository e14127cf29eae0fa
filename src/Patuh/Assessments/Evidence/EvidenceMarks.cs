using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Pictures;
using Patuh.Platform.Files.Store;

namespace Patuh.Assessments.Evidence;

/// <summary>Where the same file, or a photo that looks the same, stands as evidence too.</summary>
internal enum EvidenceTwin
{
    None,
    SameAgency,
    OtherAgency,
}

/// <summary>Marks the lines of a page whose file turns up elsewhere; where it does is said by the file's own page (<see cref="EvidenceTwins"/>).</summary>
internal static class EvidenceMarks
{
    /// <summary>Two queries for all lines. An office is told of all; an agency of what it brought itself, a unit of what was brought there.</summary>
    public static async Task<IReadOnlyList<EvidenceLine>> Of(PatuhDb db, Actor me, PlannedAgencyRow agency, AssessmentRow unit, IReadOnlyList<EvidenceLine> lines, CancellationToken cancel)
    {
        if (lines.Count == 0)
            return lines;
        var evidence = db.Set<EvidenceRow>().AsQueryable();
        if (!Permission.May(me, Right.AnswersRead, unit.Place))
            evidence = evidence.Where(e => e.AgencyId == agency.AgencyId && e.Kind == AnswerKind.Self);
        if (!Permission.May(me, Right.AnswersRead, unit.Place) && !Permission.May(me, Right.SelfAssessmentWrite, agency.Place))
            evidence = evidence.Where(e => e.AssessmentId == unit.Id);
        var twins = await Alike(db, lines, cancel);
        var hashes = twins.Values.SelectMany(t => t).Distinct().ToList();
        var files = await evidence.Where(e => EF.Parameter(hashes).Contains(e.FileHash)).GroupBy(e => e.FileHash).Select(g => new
        {
            g.Key,
            Elsewhere = g.Max(e => e.AgencyId != agency.AgencyId ? 1 : 0),
            First = g.Min(e => e.AgencyId == agency.AgencyId ? e.SeriesId : null),
            Last = g.Max(e => e.AgencyId == agency.AgencyId ? e.SeriesId : null),
        }).ToDictionaryAsync(g => g.Key, cancel);
        return [.. lines.Select(l => (Line: l, Twins: twins[l.File.Hash].Select(h => files.GetValueOrDefault(h)).Where(f => f is not null).ToList())).Select(l => l.Line with
        {
            Twin = l.Twins.Exists(f => f!.Elsewhere > 0) ? EvidenceTwin.OtherAgency
                // another version of the line itself is no twin
                : l.Twins.Exists(f => f!.First is not null && (f.First != l.Line.Evidence.SeriesId || f.Last != l.Line.Evidence.SeriesId)) ? EvidenceTwin.SameAgency : EvidenceTwin.None,
        })];
    }

    /// <summary>Each file of the lines with those that look like it, itself too: one query, by the indexes of the fingerprints' quarters.</summary>
    private static async Task<Dictionary<string, List<string>>> Alike(PatuhDb db, IReadOnlyList<EvidenceLine> lines, CancellationToken cancel)
    {
        var own = lines.Select(l => l.File).DistinctBy(f => f.Hash).ToList();
        var bands = own.Select(f => f.Fingerprint).OfType<string>().Distinct().Select(Fingerprint.Bands).ToList();
        if (bands.Count == 0)
            return own.ToDictionary(f => f.Hash, f => new List<string> { f.Hash });
        // a parameter each, however many pictures there are
        string[] first = Quarter(0), second = Quarter(1), third = Quarter(2), fourth = Quarter(3);
        var near = await db.Set<StoredFileRow>().Where(f => EF.Parameter(first).Contains(f.Band1) || EF.Parameter(second).Contains(f.Band2) || EF.Parameter(third).Contains(f.Band3) || EF.Parameter(fourth).Contains(f.Band4))
            .Select(f => new { f.Hash, f.Fingerprint }).ToListAsync(cancel);
        return own.ToDictionary(f => f.Hash, f => f.Fingerprint is not { } print ? [f.Hash] : near.Where(n => Fingerprint.Distance(n.Fingerprint!, print) <= Fingerprint.Near).Select(n => n.Hash).Append(f.Hash).Distinct().ToList());

        string[] Quarter(int n) => [.. bands.SelectMany(b => b[n]).Distinct()];
    }
}
