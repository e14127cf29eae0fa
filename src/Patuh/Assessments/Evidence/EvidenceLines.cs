using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Platform.Data;
using Patuh.Platform.Files.Store;

namespace Patuh.Assessments.Evidence;

/// <summary>A file that stands for an indicator of an assessment.</summary>
internal sealed record EvidenceLine(EvidenceRow Evidence, EvidenceUseRow Use, StoredFileRow File)
{
    /// <summary>Whether it turns up elsewhere; found out by <see cref="EvidenceMarks"/> alone.</summary>
    public EvidenceTwin Twin { get; init; }

    public bool FromAgency => Evidence.Kind == AnswerKind.Self;

    /// <summary>Name of what belongs to this line alone on a page.</summary>
    public string Key => $"{Evidence.Id}-{Use.Indicator}{(Use.SubjectId.Length > 0 ? "-" + Use.SubjectId : "")}";

    /// <summary>Only who brought it sees into it before the scanner has looked.</summary>
    public bool Opens(string personId) => File.State == FileState.Clean || (File.State == FileState.Waiting && Evidence.UploadedBy == personId);

    public bool HasPreview(string personId) => File.PreviewHash is not null && Opens(personId);
}

internal static class EvidenceLines
{
    /// <summary>What stands in an assessment, newest last: one query. An agency's view is of what it brought itself.</summary>
    public static async Task<IReadOnlyList<EvidenceLine>> Of(PatuhDb db, string assessment, string kind, string? indicator, CancellationToken cancel)
    {
        var uses = db.Set<EvidenceUseRow>().Where(u => u.AssessmentId == assessment && (indicator == null || u.Indicator == indicator));
        var rows = await (
            from u in uses
            join e in db.Set<EvidenceRow>() on u.EvidenceId equals e.Id
            where e.WithdrawnAt == null && (kind == AnswerKind.Assessed || e.Kind == AnswerKind.Self)
            join f in db.Set<StoredFileRow>() on e.FileHash equals f.Hash
            select new { e, u, f }).ToListAsync(cancel);
        return [.. rows.Select(r => new EvidenceLine(r.e, r.u, r.f)).OrderBy(l => l.Evidence.UploadedAt, StringComparer.Ordinal).ThenBy(l => l.Key, StringComparer.Ordinal)];
    }
}
