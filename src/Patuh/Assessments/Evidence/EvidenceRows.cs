using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Assessments.Evidence;

/// <summary>Bukti dukung: a file that shows something, as an agency brought it or an assessor found it. A new version is a row of its own.</summary>
internal sealed record EvidenceRow
{
    public required string Id { get; init; }

    public required string CycleId { get; init; }

    public required string AgencyId { get; init; }

    /// <summary>Where it was brought: whoever works there sees it also when it is used for nothing any more.</summary>
    public required string AssessmentId { get; init; }

    /// <summary>self: brought by the agency; assessed: found on the visit, and not shown to the agency.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the first version; all versions share it.</summary>
    public required string SeriesId { get; init; }

    public required string FileHash { get; init; }

    /// <summary>What the file was called.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, in a sentence; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public string? ReplacesId { get; init; }

    public required string UploadedBy { get; init; }

    public required string UploadedAt { get; init; }

    /// <summary>When a new version took its place.</summary>
    public string? WithdrawnAt { get; init; }

    public string? WithdrawnBy { get; init; }
}

/// <summary>What a file is used for, and what an assessor decided about it.</summary>
internal sealed record EvidenceUseRow
{
    public required string EvidenceId { get; init; }

    public required string AssessmentId { get; init; }

    public required string Indicator { get; init; }

    /// <summary>A product or respondent; empty where the file is about the unit, or about all of them.</summary>
    public required string SubjectId { get; init; }

    /// <summary>One of <see cref="EvidenceState"/>.</summary>
    public required string State { get; init; }

    /// <summary>What is to be put right; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    public string? DecidedBy { get; init; }

    public string? DecidedAt { get; init; }
}

internal static class EvidenceState
{
    /// <summary>Nobody has looked at it yet.</summary>
    public const string Waiting = "waiting";

    public const string Accepted = "accepted";

    public const string NeedsRevision = "needs_revision";
}

internal sealed class EvidenceTables : IEntityTypeConfiguration<EvidenceRow>, IEntityTypeConfiguration<EvidenceUseRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder) => builder.HasKey(e => e.Id);

    public void Configure(EntityTypeBuilder<EvidenceUseRow> builder)
    {
        builder.HasKey(u => new { u.EvidenceId, u.AssessmentId, u.Indicator, u.SubjectId });
        // a file is written before what it is used for
        builder.HasOne<EvidenceRow>().WithMany().HasForeignKey(u => u.EvidenceId);
    }
}
