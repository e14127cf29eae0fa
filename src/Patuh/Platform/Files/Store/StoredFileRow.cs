using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Platform.Files.Store;

/// <summary>Berkas: what is kept, by what it is. Two people who bring the same bytes share a row.</summary>
internal sealed class StoredFileRow
{
    /// <summary>SHA-256 of the bytes as they are kept, in lower-case figures.</summary>
    public required string Hash { get; init; }

    public required int Size { get; init; }

    /// <summary>What the bytes are, never what somebody said they were.</summary>
    public required string MediaType { get; init; }

    /// <summary>One of <see cref="FileState"/>.</summary>
    public required string State { get; set; }

    /// <summary>Why it is refused, as a code of <see cref="Intake.FileRefusal"/>.</summary>
    public string? Refusal { get; set; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>What a picture looks like, in 64 bits (16 figures); null for what is no picture, or of one colour.</summary>
    public string? Fingerprint { get; init; }

    public string? Band1 { get; init; }

    public string? Band2 { get; init; }

    public string? Band3 { get; init; }

    public string? Band4 { get; init; }

    public string? PreviewHash { get; init; }

    public required string CreatedAt { get; init; }

    /// <summary>When a scan was last tried.</summary>
    public string? TriedAt { get; set; }
}

internal static class FileState
{
    /// <summary>Not looked at by the scanner yet: for whoever brought it alone.</summary>
    public const string Waiting = "waiting";

    public const string Clean = "clean";

    /// <summary>Its bytes are gone; the row remembers.</summary>
    public const string Refused = "refused";
}

internal sealed class StoredFileTable : IEntityTypeConfiguration<StoredFileRow>
{
    public void Configure(EntityTypeBuilder<StoredFileRow> builder) => builder.HasKey(f => f.Hash);
}
