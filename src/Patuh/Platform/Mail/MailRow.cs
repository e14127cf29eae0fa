using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Platform.Mail;

/// <summary>A letter on its way, sealed; deleted when it has gone.</summary>
internal sealed class MailRow
{
    public required string Id { get; init; }

    public required string CreatedAt { get; init; }

    /// <summary>Not to be tried before.</summary>
    public required string NextAt { get; set; }

    public int Attempts { get; set; }

    public required string Sealed { get; init; }
}

/// <summary>What a letter says.</summary>
internal sealed record Letter(string To, string Subject, string Text);

internal sealed class MailTable : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> builder) => builder.HasKey(m => m.Id);
}
