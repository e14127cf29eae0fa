using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Platform.Files.Upload;

/// <summary>Unggahan: what one person is uploading, or has uploaded and not yet used. Theirs alone, for a day.</summary>
internal sealed class UploadRow
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>What they call it, cleaned.</summary>
    public required string Name { get; init; }

    /// <summary>As it was declared; how much of it is here, the disk knows.</summary>
    public required int Size { get; init; }

    /// <summary>One of <see cref="UploadState"/>.</summary>
    public required string State { get; set; }

    public string? Refusal { get; set; }

    public string? FileHash { get; set; }

    public required string CreatedAt { get; init; }

    public required string ExpiresAt { get; set; }
}

internal static class UploadState
{
    /// <summary>On its way.</summary>
    public const string Open = "open";

    /// <summary>Here, and kept as a file.</summary>
    public const string Done = "done";

    /// <summary>Here, and not taken.</summary>
    public const string Refused = "refused";

    /// <summary>Used by a record, which refers to the file itself.</summary>
    public const string Taken = "taken";
}

internal sealed class UploadTable : IEntityTypeConfiguration<UploadRow>
{
    public void Configure(EntityTypeBuilder<UploadRow> builder)
    {
        builder.HasKey(u => u.Id);
        // used once: of two that take it at once, one fails
        builder.Property(u => u.State).IsConcurrencyToken();
    }
}
