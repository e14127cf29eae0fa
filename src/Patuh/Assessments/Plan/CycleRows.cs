using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Assessments.Plan;

/// <summary>Siklus: one year's campaign while it is planned and answered. The id of a real one is its year.</summary>
internal sealed class AssessmentCycleRow
{
    public required string Id { get; init; }

    public required int Year { get; init; }

    /// <summary>One of <see cref="CycleKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>One of <see cref="CycleState"/>.</summary>
    public required string State { get; init; }

    public string? CopiedFrom { get; init; }

    /// <summary>Counts the changes of the plan: what was looked at is still so when it is the same.</summary>
    public int Revision { get; init; }

    public required string CreatedAt { get; init; }

    public string? OpenedAt { get; init; }

    public string? ClosedAt { get; init; }
}

/// <summary>What a cycle is for. Nothing that is not real is ever counted with what is.</summary>
internal static class CycleKind
{
    public const string Real = "real";

    /// <summary>Invented agencies or answers, for the demo.</summary>
    public const string Simulated = "simulated";

    /// <summary>For everybody to try, without rights: never a row, a practice room is one in memory.</summary>
    public const string Practice = "practice";
}

/// <summary>draft: only its plan exists. open: answers come in, each in its stage. closed: nothing changes any more.</summary>
internal static class CycleState
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Closed = "closed";
}

/// <summary>Tahap: days of Jakarta, both included.</summary>
internal sealed class CycleStageRow
{
    public required string CycleId { get; init; }

    public required string Stage { get; init; }

    public required string BeginsOn { get; init; }

    public required string EndsOn { get; init; }

    /// <summary>Ended before its last day.</summary>
    public string? ClosedAt { get; init; }

    public bool IsOpen(string today) => ClosedAt is null && string.CompareOrdinal(BeginsOn, today) <= 0 && string.CompareOrdinal(today, EndsOn) <= 0;
}

/// <summary>The method of a class in a cycle.</summary>
internal sealed class CycleMethodRow
{
    public required string CycleId { get; init; }

    public required string Class { get; init; }

    public required string InstrumentId { get; init; }

    public required int InstrumentVersion { get; init; }
}

internal sealed class LiveCycleTables : IEntityTypeConfiguration<AssessmentCycleRow>, IEntityTypeConfiguration<CycleStageRow>, IEntityTypeConfiguration<CycleMethodRow>
{
    public void Configure(EntityTypeBuilder<AssessmentCycleRow> builder) => builder.HasKey(c => c.Id);

    public void Configure(EntityTypeBuilder<CycleStageRow> builder) => builder.HasKey(s => new { s.CycleId, s.Stage });

    public void Configure(EntityTypeBuilder<CycleMethodRow> builder) => builder.HasKey(m => new { m.CycleId, m.Class });
}
