using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Patuh.Accounts.Invite;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Reset;

/// <summary>A link to choose a new password: for an hour, once.</summary>
internal sealed class PasswordResetRow
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public required string ExpiresAt { get; init; }

    /// <summary>Adds one and gives the path of its link; whoever calls saves.</summary>
    public static string Add(PatuhDb db, TimeProvider time, string personId)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        db.Add(new PasswordResetRow { Id = Invitations.Hash(secret), PersonId = personId, ExpiresAt = Stamp.Of(time.GetUtcNow() + Lasts) });
        return $"{WorkArea.Root}/sandi-baru/{secret}";
    }
}

internal sealed class PasswordResetTable : IEntityTypeConfiguration<PasswordResetRow>
{
    public void Configure(EntityTypeBuilder<PasswordResetRow> builder) => builder.HasKey(r => r.Id);
}
