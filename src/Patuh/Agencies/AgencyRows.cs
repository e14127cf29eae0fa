using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Agencies;

/// <summary>Instansi: what is assessed and ranked. <c>Id</c> is a readable name that never changes.</summary>
internal sealed class AgencyRow
{
    public required string Id { get; init; }

    public required string Class { get; init; }

    public required string Name { get; set; }
}

/// <summary>Wilayah: the Kemendagri code of an agency from a day (yyyy-mm-dd) until before another.</summary>
internal sealed class AgencyRegionRow
{
    public required string AgencyId { get; init; }

    public required string Code { get; init; }

    public required string ValidFrom { get; init; }

    public string? ValidTo { get; set; }

    /// <summary>Code before this one.</summary>
    public string? Predecessor { get; init; }

    public string? Law { get; init; }
}

/// <summary>A name by which an agency is found, as <see cref="NameKey"/> writes it.</summary>
internal sealed class AgencyAliasRow
{
    public required string Class { get; init; }

    public required string NameKey { get; init; }

    public required string AgencyId { get; init; }
}

internal sealed class AgencyTables : IEntityTypeConfiguration<AgencyRow>, IEntityTypeConfiguration<AgencyRegionRow>, IEntityTypeConfiguration<AgencyAliasRow>
{
    public void Configure(EntityTypeBuilder<AgencyRow> builder) => builder.HasKey(a => a.Id);

    public void Configure(EntityTypeBuilder<AgencyRegionRow> builder) => builder.HasKey(r => new { r.AgencyId, r.ValidFrom });

    public void Configure(EntityTypeBuilder<AgencyAliasRow> builder) => builder.HasKey(a => new { a.Class, a.NameKey });
}
