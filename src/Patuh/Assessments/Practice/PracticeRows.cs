using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Assessments.Practice;

/// <summary>Ruang latihan: an invented unit that anybody who has its address may answer about. Apart from everything that counts.</summary>
internal sealed record PracticeRoomRow
{
    /// <summary>Hash of the secret in its address.</summary>
    public required string Id { get; init; }

    /// <summary>What the unit is called.</summary>
    public required string Unit { get; init; }

    public required string InstrumentId { get; init; }

    public required string InstrumentHash { get; init; }

    /// <summary>Products and respondents, as JSON.</summary>
    public required string Subjects { get; init; }

    public required string MadeOn { get; init; }

    public required string SeenOn { get; init; }
}

/// <summary>One answer of a room, as JSON.</summary>
internal sealed class PracticeAnswerRow
{
    public required string RoomId { get; init; }

    public required int Number { get; init; }

    public required string Body { get; init; }
}

internal sealed class PracticeTables : IEntityTypeConfiguration<PracticeRoomRow>, IEntityTypeConfiguration<PracticeAnswerRow>
{
    public void Configure(EntityTypeBuilder<PracticeRoomRow> builder) => builder.HasKey(r => r.Id);

    public void Configure(EntityTypeBuilder<PracticeAnswerRow> builder) => builder.HasKey(a => new { a.RoomId, a.Number });
}
