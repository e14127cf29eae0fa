using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Results.Published;

/// <summary>What somebody said of an agency's result in a year: score, rank, band, zone, milestone or target.</summary>
internal sealed class ClaimRow
{
    public required string Id { get; init; }

    public required int Year { get; init; }

    public required string AgencyId { get; init; }

    public required string Kind { get; init; }

    /// <summary>As printed.</summary>
    public required string Value { get; set; }

    /// <summary>A score rounded by the year's method, in 1/100.</summary>
    public int? Hundredths { get; set; }

    /// <summary>A rank's place.</summary>
    public int? Place { get; set; }

    /// <summary>Among whom a rank was given; empty for other kinds.</summary>
    public required string Scope { get; init; }

    public int? OfCount { get; set; }

    public required string SaidBy { get; init; }

    public required string Source { get; init; }

    public string? SourceUrl { get; init; }

    /// <summary>yyyy-mm-dd, where known.</summary>
    public string? SaidOn { get; init; }
}

/// <summary>A claim that was corrected: what it said before, and why.</summary>
internal sealed class CorrectionRow
{
    public required string Id { get; init; }

    public required string ClaimId { get; init; }

    public required string OldValue { get; init; }

    public required string NewValue { get; init; }

    public required string Reason { get; init; }

    public required string CorrectedAt { get; init; }
}

/// <summary>How many of a class in a province are known here for a year.</summary>
internal sealed class CoverageRow
{
    public required int Year { get; init; }

    public required string Class { get; init; }

    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    public required int Known { get; set; }

    public required int OfCount { get; set; }

    public required bool Complete { get; set; }
}

/// <summary>National counts as published.</summary>
internal sealed class TallyRow
{
    public required int Year { get; init; }

    /// <summary>A class, or <c>all</c>.</summary>
    public required string Class { get; init; }

    public required int Assessed { get; set; }

    /// <summary>Zone or category and its count: <c>hijau=179;kuning=316</c>.</summary>
    public required string Counts { get; set; }

    public required string Source { get; set; }
}

internal sealed class ClaimTables : IEntityTypeConfiguration<ClaimRow>, IEntityTypeConfiguration<CorrectionRow>, IEntityTypeConfiguration<CoverageRow>, IEntityTypeConfiguration<TallyRow>
{
    public void Configure(EntityTypeBuilder<ClaimRow> builder) => builder.HasKey(c => c.Id);

    public void Configure(EntityTypeBuilder<CorrectionRow> builder) => builder.HasKey(c => c.Id);

    public void Configure(EntityTypeBuilder<CoverageRow> builder) => builder.HasKey(c => new { c.Year, c.Class, c.Province });

    public void Configure(EntityTypeBuilder<TallyRow> builder) => builder.HasKey(c => new { c.Year, c.Class });
}
