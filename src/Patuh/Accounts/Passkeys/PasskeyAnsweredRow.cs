using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.Passkeys;

/// <summary>A question to a passkey that was answered, so that nobody answers it twice.</summary>
internal sealed class PasskeyAnsweredRow
{
    public required string Id { get; init; }

    public required string At { get; init; }
}

internal sealed class PasskeyTables : IEntityTypeConfiguration<PasskeyAnsweredRow>
{
    public void Configure(EntityTypeBuilder<PasskeyAnsweredRow> builder) => builder.HasKey(a => a.Id);
}
