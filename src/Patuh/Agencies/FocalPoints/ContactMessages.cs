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

/// <summary>Messages to agencies. The program sends nothing: an officer does, and says what became of it (<see cref="MessageFates"/>).</summary>
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
}
