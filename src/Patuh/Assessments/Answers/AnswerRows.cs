using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Assessments.Answers;

/// <summary>Who answers: the assessor, or the agency for itself.</summary>
internal static class AnswerKind
{
    public const string Assessed = "assessed";
    public const string Self = "self";

    public static IReadOnlyList<string> All { get; } = [Assessed, Self];
}

/// <summary>Jawaban sebagaimana diberikan: one answer as it was given, never changed. An empty value takes an answer back.</summary>
internal sealed class AnswerEventRow
{
    public required string Id { get; init; }

    public required string AssessmentId { get; init; }

    /// <summary>Order of arrival within the assessment, from 1.</summary>
    public required int Number { get; init; }

    public required string Kind { get; init; }

    /// <summary>Empty where the answer is about the unit or agency as a whole.</summary>
    public required string SubjectId { get; init; }

    public required string Indicator { get; init; }

    /// <summary>As written, <c>na</c>, or empty for an answer that is taken back.</summary>
    public required string Value { get; init; }

    public required string Note { get; init; }

    public required string Reason { get; init; }

    /// <summary>One of <see cref="AnswerSource"/>.</summary>
    public required string Source { get; init; }

    public required string Device { get; init; }

    /// <summary>When, by the clock of whoever wrote it: told, never used for order.</summary>
    public required string MadeAt { get; init; }

    public string? PersonId { get; init; }

    public required string ReceivedAt { get; init; }

    public required string ReceivedOn { get; init; }

    /// <summary>Ids of the answers that it takes the place of, in order, with spaces between.</summary>
    public required string After { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>Why it does not count (<see cref="HeldCode"/>), until somebody decides; empty: it counts.</summary>
    public required string Held { get; init; }

    /// <summary>accepted or dismissed, for one that was held.</summary>
    public string? Settled { get; init; }

    public string? SettledBy { get; init; }

    public string? SettledAt { get; init; }
}

internal static class AnswerSource
{
    public const string Desk = "desk";
    public const string Workbook = "workbook";
    public const string App = "app";

    /// <summary>An own answer that was taken back.</summary>
    public const string Undo = "undo";

    public static IReadOnlyList<string> All { get; } = [Desk, Workbook, App, Undo];
}

/// <summary>Which answer an answer takes the place of.</summary>
internal sealed class AnswerAfterRow
{
    public required string EventId { get; init; }

    public required string AfterId { get; init; }
}

/// <summary>An answer that stands: one in a cell, or several that contradict each other.</summary>
internal sealed class AnswerHeadRow
{
    public required string AssessmentId { get; init; }

    public required string Kind { get; init; }

    public required string Indicator { get; init; }

    public required string SubjectId { get; init; }

    public required string EventId { get; init; }

    public required string Value { get; init; }
}

/// <summary>One dimension of an assessment: what is given and missing, and who holds its pen.</summary>
internal sealed class AssessmentPartRow
{
    public required string AssessmentId { get; init; }

    public required string Kind { get; init; }

    /// <summary>Code of the dimension.</summary>
    public required string Part { get; init; }

    public int Required { get; set; }

    /// <summary>Up to what is required.</summary>
    public int Given { get; set; }

    public int Wanted { get; set; }

    /// <summary>Up to what is wanted.</summary>
    public int Reached { get; set; }

    public int Conflicts { get; set; }

    /// <summary>Shortcomings.</summary>
    public int Notes { get; set; }

    public int? Hundredths { get; set; }

    public string? PenId { get; set; }

    public string? PenAt { get; set; }
}

/// <summary>Nilai sementara of an assessment.</summary>
internal sealed class AssessmentScoreRow
{
    public required string AssessmentId { get; init; }

    public required string Kind { get; init; }

    public required string State { get; set; }

    public int? Hundredths { get; set; }

    /// <summary>Out of what is answered alone.</summary>
    public int? SoFar { get; set; }

    public int PartCount { get; set; }

    /// <summary>A fraction p/q.</summary>
    public required string PartSum { get; set; }

    /// <summary>Answers that wait for a decision.</summary>
    public int Held { get; set; }

    public required string ChangedAt { get; set; }

    public string? ChangedBy { get; set; }
}

internal sealed class AnswerTables :
    IEntityTypeConfiguration<AnswerEventRow>, IEntityTypeConfiguration<AnswerAfterRow>, IEntityTypeConfiguration<AnswerHeadRow>,
    IEntityTypeConfiguration<AssessmentPartRow>, IEntityTypeConfiguration<AssessmentScoreRow>
{
    public void Configure(EntityTypeBuilder<AnswerEventRow> builder) => builder.HasKey(e => e.Id);

    public void Configure(EntityTypeBuilder<AnswerAfterRow> builder)
    {
        builder.HasKey(a => new { a.EventId, a.AfterId });
        // so that the answer is saved before it
        builder.HasOne<AnswerEventRow>().WithMany().HasForeignKey(a => a.EventId);
    }

    public void Configure(EntityTypeBuilder<AnswerHeadRow> builder) => builder.HasKey(h => new { h.AssessmentId, h.Kind, h.Indicator, h.SubjectId, h.EventId });

    public void Configure(EntityTypeBuilder<AssessmentPartRow> builder) => builder.HasKey(p => new { p.AssessmentId, p.Kind, p.Part });

    public void Configure(EntityTypeBuilder<AssessmentScoreRow> builder) => builder.HasKey(s => new { s.AssessmentId, s.Kind });
}
