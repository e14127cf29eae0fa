using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Agencies.FocalPoints;

/// <summary>A message to be prepared: to whom, how, about what.</summary>
/// <param name="AgencyId">The agency.</param>
/// <param name="Channel">One of <see cref="MessageChannel"/>; for WhatsApp the address is a mobile number as <see cref="PhoneNumber"/> writes it.</param>
/// <param name="ToName">The person.</param>
/// <param name="ToAddress">Number, e-mail or postal address.</param>
/// <param name="AboutKind">A kind that the asking room names, such as <c>visit</c>; <c>general</c> for none.</param>
/// <param name="AboutId">Its id.</param>
/// <param name="About">The same in words, for lists.</param>
/// <param name="Text">What is written, or said.</param>
internal sealed record NewMessage(string AgencyId, string Channel, string ToName, string ToAddress, string AboutKind, string? AboutId, string About, string Text);

/// <summary>Messages to agencies. The program sends nothing: an officer does, and says what became of it.</summary>
internal static class ContactMessages
{
    public const string General = "general";

    /// <summary>Adds a message that is ready to be sent by hand; whoever calls saves. Its <see cref="ContactMessageRow.Link"/> opens WhatsApp.</summary>
    /// <exception cref="ArgumentException">A message for WhatsApp needs a mobile number.</exception>
    public static ContactMessageRow Prepare(PatuhDb db, TimeProvider time, By by, NewMessage message)
    {
        if (message.Channel == MessageChannel.WhatsApp && !PhoneNumber.IsMobile(message.ToAddress))
            throw new ArgumentException("WhatsApp needs a mobile number", nameof(message));
        var row = new ContactMessageRow
        {
            Id = AuditId.Next(time, time.GetUtcNow()),
            AgencyId = message.AgencyId,
            Channel = message.Channel,
            ToName = message.ToName,
            ToAddress = message.ToAddress,
            AboutKind = message.AboutKind,
            AboutId = message.AboutId,
            About = message.About,
            Text = message.Text,
            PreparedBy = by.PersonId,
            PreparedAt = Stamp.Now(time),
        };
        db.Add(row);
        db.Audit(time, by, "contact_message.prepared", new Subject("contact_message", row.Id), after: new { agency = row.AgencyId, row.Channel, row.AboutKind, row.AboutId }, personal: new { row.ToName, row.ToAddress, row.Text });
        return row;
    }

    /// <summary>The last message to each of some agencies: one query; nothing for those to whom none was written.</summary>
    public static Task<Dictionary<string, ContactMessageRow>> LastOf(PatuhDb db, IReadOnlyCollection<string> agencyIds, CancellationToken cancel) =>
        Last(db).Where(m => agencyIds.Contains(m.AgencyId)).ToDictionaryAsync(m => m.AgencyId, cancel);

    /// <summary>The last message to each of some subjects of a kind: one query.</summary>
    public static async Task<Dictionary<string, ContactMessageRow>> LastAbout(PatuhDb db, string kind, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var messages = db.Set<ContactMessageRow>().Where(m => m.AboutKind == kind && m.AboutId != null && ids.Contains(m.AboutId));
        return await messages.Where(m => !messages.Any(n => n.AboutId == m.AboutId && string.Compare(n.Id, m.Id) > 0)).ToDictionaryAsync(m => m.AboutId!, cancel);
    }

    public static IQueryable<ContactMessageRow> Last(PatuhDb db)
    {
        var messages = db.Set<ContactMessageRow>();
        return messages.Where(m => !messages.Any(n => n.AgencyId == m.AgencyId && string.Compare(n.Id, m.Id) > 0));
    }

    /// <summary>Takes a message a step forward; false when somebody else did meanwhile, or it is no step forward.</summary>
    public static Task<bool> Advance(PatuhDb db, TimeProvider time, By by, ContactMessageRow message, MessageState to, string? failure, CancellationToken cancel) =>
        message.State.Next().Contains(to) ? Set(db, time, by, message, to, failure, null, cancel) : Task.FromResult(false);

    /// <summary>Puts right what was recorded wrongly; the reason is kept in the trail.</summary>
    public static Task<bool> Correct(PatuhDb db, TimeProvider time, By by, ContactMessageRow message, MessageState to, string why, CancellationToken cancel) =>
        message.State == to ? Task.FromResult(false) : Set(db, time, by, message, to, to == MessageState.Failed ? why : null, why, cancel);

    private static async Task<bool> Set(PatuhDb db, TimeProvider time, By by, ContactMessageRow message, MessageState to, string? failure, string? why, CancellationToken cancel)
    {
        var now = Stamp.Now(time);
        // a failure keeps what is known of the sending; later steps bring the earlier with them
        var sent = to == MessageState.Prepared ? null : to == MessageState.Failed ? message.SentAt : message.SentAt ?? now;
        var delivered = to is MessageState.Delivered or MessageState.Acknowledged ? message.DeliveredAt ?? now : null;
        var acknowledged = to == MessageState.Acknowledged ? now : null;
        var failed = to == MessageState.Failed ? now : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var changed = await db.Set<ContactMessageRow>()
            .Where(m => m.Id == message.Id && m.SentAt == message.SentAt && m.DeliveredAt == message.DeliveredAt && m.AcknowledgedAt == message.AcknowledgedAt && m.FailedAt == message.FailedAt)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, sent).SetProperty(x => x.DeliveredAt, delivered).SetProperty(x => x.AcknowledgedAt, acknowledged).SetProperty(x => x.FailedAt, failed).SetProperty(x => x.Failure, failure), cancel);
        if (changed == 0)
            return false;
        var (before, after) = (new { state = message.State.Code() }, new { agency = message.AgencyId, state = to.Code() });
        if (why is null)
            db.Audit(time, by, "contact_message.advanced", new Subject("contact_message", message.Id), before, after, failure);
        else
            db.Audit(time, by, "contact_message.corrected", new Subject("contact_message", message.Id), before, after, why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
