using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Assessments.Visits;

/// <summary>Tim: who visits together, for an office in a cycle.</summary>
internal sealed record VisitTeamRow
{
    public required string Id { get; init; }

    public required string CycleId { get; init; }

    public required string OfficeId { get; init; }

    public required string Name { get; init; }

    public required string LeaderId { get; init; }

    public required string MadeAt { get; init; }

    public string? MadeBy { get; init; }

    /// <summary>It visits nobody any more.</summary>
    public string? EndedAt { get; init; }
}

internal sealed record VisitTeamMemberRow
{
    public required string TeamId { get; init; }

    public required string PersonId { get; init; }
}

/// <summary>Kunjungan: a team in a unit on a day.</summary>
internal sealed record VisitRow
{
    public required string Id { get; init; }

    public required string CycleId { get; init; }

    public required string AssessmentId { get; init; }

    public required string TeamId { get; init; }

    /// <summary>yyyy-mm-dd.</summary>
    public required string Day { get; init; }

    /// <summary>hh:mm where the unit is.</summary>
    public required string Starts { get; init; }

    /// <summary>One of <see cref="VisitState"/>.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public required string MadeAt { get; init; }

    public string? MadeBy { get; init; }

    public required string ChangedAt { get; init; }

    /// <summary>Its state before it ended: what is put right goes back there.</summary>
    public string? FormerState { get; init; }

    /// <summary>The unit's status before the visit's end changed it, and the reason of that.</summary>
    public string? UnitStatus { get; init; }

    public string? UnitReason { get; init; }

    /// <summary>The message that announced it.</summary>
    public string? MessageId { get; init; }
}

/// <summary>Surat pemberitahuan: as it was made; it never changes.</summary>
internal sealed record VisitNoticeRow
{
    public required string Id { get; init; }

    public required string CycleId { get; init; }

    public required string AgencyId { get; init; }

    public required string OfficeId { get; init; }

    public required int Sequence { get; init; }

    public required string Number { get; init; }

    public required string MadeAt { get; init; }

    public string? MadeBy { get; init; }

    /// <summary>Of what it says but for number and date.</summary>
    public required string BodyHash { get; init; }

    public required byte[] Pdf { get; init; }
}

internal sealed class VisitTables : IEntityTypeConfiguration<VisitTeamRow>, IEntityTypeConfiguration<VisitTeamMemberRow>, IEntityTypeConfiguration<VisitRow>, IEntityTypeConfiguration<VisitNoticeRow>
{
    public void Configure(EntityTypeBuilder<VisitTeamRow> builder) => builder.HasKey(t => t.Id);

    public void Configure(EntityTypeBuilder<VisitTeamMemberRow> builder) => builder.HasKey(m => new { m.TeamId, m.PersonId });

    public void Configure(EntityTypeBuilder<VisitRow> builder) => builder.HasKey(v => v.Id);

    public void Configure(EntityTypeBuilder<VisitNoticeRow> builder) => builder.HasKey(n => n.Id);
}
