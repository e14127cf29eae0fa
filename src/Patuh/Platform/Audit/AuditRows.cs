using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Platform.Audit;

/// <summary>Jejak audit: one thing that was done, or one identity that was read. Added, sealed once, never changed.</summary>
internal sealed class AuditEventRow
{
    public required string Id { get; init; }

    public required string At { get; init; }

    /// <summary>Who; null for the command line and for visitors.</summary>
    public string? PersonId { get; init; }

    /// <summary>The role that gave the right.</summary>
    public string? Role { get; init; }

    public string? OrganisationId { get; init; }

    /// <summary>A name of docs/audit-events.md, such as <c>role.granted</c>.</summary>
    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public string? BeforeJson { get; init; }

    public string? AfterJson { get; init; }

    public string? Why { get; init; }

    /// <summary>SHA-256 of salt and JSON of the personal part, which may be erased without breaking the proof.</summary>
    public string? PersonalHash { get; init; }

    /// <summary>Number of the seal that covers this row.</summary>
    public int? Seal { get; init; }
}

/// <summary>The personal part of an event, while it is not erased.</summary>
internal sealed class AuditPersonalRow
{
    public required string Id { get; init; }

    public required string Salt { get; init; }

    public required string Json { get; init; }
}

/// <summary>Segel: what was new in a second, as the signed root of a Merkle tree, chained to the seal before.</summary>
internal sealed class AuditSealRow
{
    public required int Number { get; init; }

    public required string At { get; init; }

    public required int Count { get; init; }

    /// <summary>Id (16 bytes) and leaf hash (32 bytes) of each row, in the order of the tree.</summary>
    public required byte[] Leaves { get; init; }

    public required string Root { get; init; }

    public required string Chain { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }
}

internal sealed class AuditTables : IEntityTypeConfiguration<AuditEventRow>, IEntityTypeConfiguration<AuditPersonalRow>, IEntityTypeConfiguration<AuditSealRow>
{
    public void Configure(EntityTypeBuilder<AuditEventRow> builder) => builder.HasKey(e => e.Id);

    public void Configure(EntityTypeBuilder<AuditPersonalRow> builder) => builder.HasKey(p => p.Id);

    public void Configure(EntityTypeBuilder<AuditSealRow> builder)
    {
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
    }
}
