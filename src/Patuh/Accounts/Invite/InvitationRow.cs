using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.Invite;

/// <summary>Undangan: a role that waits for somebody to accept it. The id is the hash of what the link holds.</summary>
internal sealed class InvitationRow
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string OrganisationId { get; init; }

    public required string ValidFrom { get; init; }

    public string? ValidTo { get; init; }

    /// <summary>Null when the command line invited.</summary>
    public string? InvitedBy { get; init; }

    public required string InvitedAt { get; init; }

    public required string ExpiresAt { get; init; }

    /// <summary>The link went to the address by mail: accepting it confirms the address.</summary>
    public bool Mailed { get; init; }

    public string? AcceptedAt { get; set; }

    public string? WithdrawnAt { get; set; }
}

internal sealed class InvitationTable : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder) => builder.HasKey(i => i.Id);
}
