using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Results.ErrorReports;

/// <summary>A reader's word that something here is wrong.</summary>
internal sealed class ErrorReportRow
{
    public required string Id { get; init; }

    /// <summary>What the reader keeps and quotes, such as <c>K7QM-2XPA</c>.</summary>
    public required string Number { get; init; }

    public string? AgencyId { get; init; }

    public int? Year { get; init; }

    /// <summary>Kind of the claim that it is about.</summary>
    public string? Kind { get; init; }

    public required string Message { get; init; }

    /// <summary>Where the right figure stands.</summary>
    public string? Source { get; init; }

    /// <summary>How to answer, if the reader wants an answer.</summary>
    public string? Contact { get; init; }

    public required string SentAt { get; init; }
}

internal sealed class ErrorReportTable : IEntityTypeConfiguration<ErrorReportRow>
{
    public void Configure(EntityTypeBuilder<ErrorReportRow> builder) => builder.HasKey(r => r.Id);
}
