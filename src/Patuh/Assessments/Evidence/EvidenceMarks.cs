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
    private const int MostFiles = 2000;

    /// <summary>One query for all lines, by the indexes of hashes and fingerprints. An office is told of all; an agency of what it brought itself, a unit of what was brought there.</summary>
    public static async Task<IReadOnlyList<EvidenceLine>> Of(PatuhDb db, Actor me, PlannedAgencyRow agency, AssessmentRow unit, IReadOnlyList<EvidenceLine> lines, CancellationToken cancel)
    {
        if (lines.Count == 0)
            return lines;
        var evidence = db.Set<EvidenceRow>().AsQueryable();
        if (!Permission.May(me, Right.AnswersRead, unit.Place))
            evidence = evidence.Where(e => e.AgencyId == agency.AgencyId && e.Kind == AnswerKind.Self);
        if (!Permission.May(me, Right.AnswersRead, unit.Place) && !Permission.May(me, Right.SelfAssessmentWrite, agency.Place))
            evidence = evidence.Where(e => e.AssessmentId == unit.Id);
        var hashes = lines.Select(l => l.File.Hash).Distinct().ToList();
        var bands = lines.Select(l => l.File.Fingerprint).OfType<string>().Distinct().Select(Fingerprint.Bands).ToList();
        // a parameter each, however many pictures there are
        string[] first = Quarter(0), second = Quarter(1), third = Quarter(2), fourth = Quarter(3);
        var near = db.Set<StoredFileRow>().Where(f => EF.Parameter(hashes).Contains(f.Hash) || EF.Parameter(first).Contains(f.Band1) || EF.Parameter(second).Contains(f.Band2) || EF.Parameter(third).Contains(f.Band3) || EF.Parameter(fourth).Contains(f.Band4));
        var files = await near.Select(f => new
        {
            f.Hash,
            f.Fingerprint,
            Elsewhere = evidence.Any(e => e.FileHash == f.Hash && e.AgencyId != agency.AgencyId),
            First = evidence.Where(e => e.FileHash == f.Hash && e.AgencyId == agency.AgencyId).Min(e => e.SeriesId),
            Last = evidence.Where(e => e.FileHash == f.Hash && e.AgencyId == agency.AgencyId).Max(e => e.SeriesId),
        }).Where(f => f.Elsewhere || f.First != null).OrderBy(f => f.Hash).Take(MostFiles).ToListAsync(cancel);
        var twins = lines.Select(l => l.File).DistinctBy(f => f.Hash).ToDictionary(f => f.Hash, f => files.FindAll(x => x.Hash == f.Hash || (f.Fingerprint is { } own && x.Fingerprint is { } other && Fingerprint.Distance(own, other) <= Fingerprint.Near)));
        return [.. lines.Select(l => l with
        {
            Twin = twins[l.File.Hash].Exists(f => f.Elsewhere) ? EvidenceTwin.OtherAgency
                // another version of the line itself is no twin
                : twins[l.File.Hash].Exists(f => f.First is not null && (f.First != l.Evidence.SeriesId || f.Last != l.Evidence.SeriesId)) ? EvidenceTwin.SameAgency : EvidenceTwin.None,
        })];

        string[] Quarter(int n) => [.. bands.SelectMany(b => b[n]).Distinct()];
    }
}
