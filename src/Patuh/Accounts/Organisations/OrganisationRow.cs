using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.Organisations;

/// <summary>Organisasi: where people hold their roles. An agency's organisation has the agency's id; a unit's parent is its agency.</summary>
internal sealed class OrganisationRow
{
    public const string HeadOfficeId = "ombudsman";

    public required string Id { get; init; }

    /// <summary>One of <see cref="OrganisationKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; set; }

    public string? ParentId { get; init; }

    /// <summary>Kemendagri code of the province where it is; null for the nation's and for regional offices.</summary>
    public string? Province { get; set; }

    /// <summary>From that day on it is no more.</summary>
    public string? ClosedOn { get; set; }
}

/// <summary>The kinds of organisations, as the database and content/roles.yaml write them.</summary>
internal static class OrganisationKind
{
    public const string HeadOffice = "head_office";
    public const string RegionalOffice = "regional_office";
    public const string Agency = "agency";
    public const string Unit = "unit";

    public static IReadOnlyList<string> All { get; } = [HeadOffice, RegionalOffice, Agency, Unit];
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<OrganisationRow>
{
    public void Configure(EntityTypeBuilder<OrganisationRow> builder) => builder.HasKey(o => o.Id);
}
