using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.Sessions;

/// <summary>Sesi: a person signed in on a device. The id is the hash of what the cookie holds, so that who reads the database cannot sign in.</summary>
internal sealed class SessionRow
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public required string CreatedAt { get; init; }

    public required string SeenAt { get; set; }

    /// <summary>Browser and system in a few words.</summary>
    public required string Device { get; init; }

    /// <summary>A second factor was shown.</summary>
    public required bool Strong { get; set; }
}

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder) => builder.HasKey(s => s.Id);
}
