using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.Roles;

/// <summary>A role that a person holds within an organisation from a day (yyyy-mm-dd) until before another.</summary>
internal sealed class RoleGrantRow
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public required string Role { get; init; }

    public required string OrganisationId { get; init; }

    public required string ValidFrom { get; init; }

    public string? ValidTo { get; set; }

    /// <summary>Null when the command line gave it.</summary>
    public string? GrantedBy { get; init; }

    public required string GrantedAt { get; init; }

    /// <summary>Whether it counts on a day.</summary>
    public bool IsActive(string day) => string.CompareOrdinal(ValidFrom, day) <= 0 && (ValidTo is null || string.CompareOrdinal(day, ValidTo) < 0);
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrantRow>
{
    public void Configure(EntityTypeBuilder<RoleGrantRow> builder) => builder.HasKey(g => g.Id);
}
