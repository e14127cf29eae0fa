using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Agencies.FocalPoints;

/// <summary>Narahubung: whom to call in an agency, by decree, from a day until before another; with a deputy. A new one ends the old one.</summary>
internal sealed class FocalPointRow
{
    public required string Id { get; init; }

    public required string AgencyId { get; init; }

    public required string Name { get; set; }

    public required string Position { get; set; }

    /// <summary>As <see cref="PhoneNumber"/> writes it.</summary>
    public required string Phone { get; set; }

    public string? Email { get; set; }

    public string? DeputyName { get; set; }

    public string? DeputyPosition { get; set; }

    public string? DeputyPhone { get; set; }

    public string? DeputyEmail { get; set; }

    public required string DecreeNumber { get; set; }

    public required string DecreeDate { get; set; }

    public required string ValidFrom { get; init; }

    public string? ValidTo { get; set; }

    public string? AddedBy { get; init; }

    public required string AddedAt { get; init; }
}

/// <summary>Pesan kepada instansi: sent by hand, and what became of it.</summary>
internal sealed class ContactMessageRow
{
    public required string Id { get; init; }

    public required string AgencyId { get; init; }

    /// <summary>One of <see cref="MessageChannel"/>.</summary>
    public required string Channel { get; init; }

    public required string ToName { get; init; }

    /// <summary>Telephone number, e-mail or postal address.</summary>
    public required string ToAddress { get; init; }

    /// <summary>What it is about: a kind that the asking room names, and its id.</summary>
    public required string AboutKind { get; init; }

    public string? AboutId { get; init; }

    /// <summary>The same in words.</summary>
    public required string About { get; init; }

    public required string Text { get; init; }

    public string? PreparedBy { get; init; }

    public required string PreparedAt { get; init; }

    public string? SentAt { get; set; }

    public string? DeliveredAt { get; set; }

    public string? AcknowledgedAt { get; set; }

    public string? FailedAt { get; set; }

    public string? Failure { get; set; }

    public MessageState State => FailedAt is not null ? MessageState.Failed : AcknowledgedAt is not null ? MessageState.Acknowledged : DeliveredAt is not null ? MessageState.Delivered
        : SentAt is not null ? MessageState.Sent : MessageState.Prepared;

    /// <summary>Opens WhatsApp with the text; null where the channel is another.</summary>
    public string? Link => Channel == MessageChannel.WhatsApp ? PhoneNumber.WhatsApp(ToAddress, Text) : null;
}

/// <summary>Uji telepon: whether somebody answers under the number; a task of an office, done once.</summary>
internal sealed class TestCallRow
{
    public required string Id { get; init; }

    public required string AgencyId { get; init; }

    public required string OfficeId { get; init; }

    public required string DueOn { get; init; }

    public string? DoneAt { get; set; }

    public string? DoneBy { get; set; }

    /// <summary>One of <see cref="CallResult"/>.</summary>
    public string? Result { get; set; }

    public string? Note { get; set; }
}

/// <summary>How a message goes, as the database writes it.</summary>
internal static class MessageChannel
{
    public const string WhatsApp = "whatsapp";
    public const string Telephone = "telephone";
    public const string Letter = "letter";
    public const string Email = "email";

    public static IReadOnlyList<string> All { get; } = [WhatsApp, Telephone, Letter, Email];
}

/// <summary>What came of a test call, as the database writes it.</summary>
internal static class CallResult
{
    public const string Reached = "reached";
    public const string NotReached = "not_reached";
    public const string NumberWrong = "number_wrong";

    public static IReadOnlyList<string> All { get; } = [Reached, NotReached, NumberWrong];
}

internal sealed class FocalPointTables : IEntityTypeConfiguration<FocalPointRow>, IEntityTypeConfiguration<ContactMessageRow>, IEntityTypeConfiguration<TestCallRow>
{
    public void Configure(EntityTypeBuilder<FocalPointRow> builder) => builder.HasKey(p => p.Id);

    public void Configure(EntityTypeBuilder<ContactMessageRow> builder)
    {
        builder.HasKey(m => m.Id);
        builder.Ignore(m => m.State).Ignore(m => m.Link);
    }

    public void Configure(EntityTypeBuilder<TestCallRow> builder) => builder.HasKey(c => c.Id);
}
