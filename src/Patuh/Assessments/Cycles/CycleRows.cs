using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Assessments.Cycles;

/// <summary>A frozen method as YAML; one id and version has one hash for ever.</summary>
internal sealed class InstrumentRow
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Hash { get; init; }

    public required string Body { get; init; }
}

/// <summary>Siklus: one year's campaign, imported as a package.</summary>
internal sealed class CycleRow
{
    public required int Id { get; init; }

    public required int Year { get; init; }

    /// <summary>Invented for practice: shown under /latihan only.</summary>
    public required bool Simulated { get; init; }

    public required string Title { get; init; }

    public required string InstrumentId { get; init; }

    public required int InstrumentVersion { get; init; }

    public required string PackageHash { get; init; }

    public required int Answers { get; init; }

    public required string ImportedAt { get; init; }
}

/// <summary>An agency in a cycle, with its results.</summary>
internal sealed class CycleAgencyRow
{
    public required int CycleId { get; init; }

    public required int Number { get; init; }

    public required string Code { get; init; }

    public required string Class { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public bool? CleanAndClear { get; init; }

    public required string Status { get; init; }

    public int? Hundredths { get; init; }

    public string? Exact { get; init; }

    public int? RankNational { get; init; }

    public int? OfNational { get; init; }

    public int? RankRegion { get; init; }

    public int? OfRegion { get; init; }

    /// <summary>Hundredths with commas in the instrument's order, empty where there is no score.</summary>
    public required string Dimensions { get; init; }
}

/// <summary>A unit in a cycle, with its results; <c>Dimensions</c> holds hundredths with commas, empty where there is no score.</summary>
internal sealed class CycleUnitRow
{
    public required int CycleId { get; init; }

    public required int Number { get; init; }

    public required int AgencyNumber { get; init; }

    public required string Code { get; init; }

    public required string Kind { get; init; }

    public required string Substance { get; init; }

    public required string Name { get; init; }

    public required bool Assessed { get; init; }

    public required string Status { get; init; }

    public int? Hundredths { get; init; }

    public required string Dimensions { get; init; }
}

/// <summary>A product or respondent in a cycle.</summary>
internal sealed class CycleSubjectRow
{
    public required int CycleId { get; init; }

    public required int Number { get; init; }

    public required int Sheet { get; init; }

    public required string Code { get; init; }

    public required string Role { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required bool Replacement { get; init; }
}

/// <summary>Jawaban: what was found; as written, or <c>na</c>.</summary>
internal sealed class AnswerRow
{
    public required int CycleId { get; init; }

    public required int Sheet { get; init; }

    public required int Subject { get; init; }

    public required int Indicator { get; init; }

    public required string Value { get; init; }
}

internal sealed class CycleTables :
    IEntityTypeConfiguration<InstrumentRow>, IEntityTypeConfiguration<CycleRow>, IEntityTypeConfiguration<CycleAgencyRow>,
    IEntityTypeConfiguration<CycleUnitRow>, IEntityTypeConfiguration<CycleSubjectRow>, IEntityTypeConfiguration<AnswerRow>
{
    public void Configure(EntityTypeBuilder<InstrumentRow> builder) => builder.HasKey(i => new { i.Id, i.Version });

    public void Configure(EntityTypeBuilder<CycleRow> builder) => builder.Property(c => c.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<CycleAgencyRow> builder) => builder.HasKey(a => new { a.CycleId, a.Number });

    public void Configure(EntityTypeBuilder<CycleUnitRow> builder) => builder.HasKey(u => new { u.CycleId, u.Number });

    public void Configure(EntityTypeBuilder<CycleSubjectRow> builder) => builder.HasKey(s => new { s.CycleId, s.Number });

    public void Configure(EntityTypeBuilder<AnswerRow> builder) => builder.HasKey(a => new { a.CycleId, a.Sheet, a.Subject, a.Indicator });
}
