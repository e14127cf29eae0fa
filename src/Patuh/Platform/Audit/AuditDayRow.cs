using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Platform.Audit;

/// <summary>The last seal of a day (UTC). Its chain binds every row before it: whoever keeps a copy proves the trail up to there.</summary>
internal sealed class AuditDayRow
{
    public required string Day { get; init; }

    public required int Number { get; init; }

    public required string SealedAt { get; init; }

    public required string Chain { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }
}

internal sealed class AuditDayTable : IEntityTypeConfiguration<AuditDayRow>
{
    public void Configure(EntityTypeBuilder<AuditDayRow> builder) => builder.HasKey(d => d.Day);
}
