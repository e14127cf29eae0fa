using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Agencies.FocalPoints;

/// <summary>The fate of a message, as it is recorded.</summary>
/// <param name="Message">As it was before.</param>
/// <param name="To">What it is now.</param>
/// <param name="By">Who says so.</param>
internal sealed record MessageFate(ContactMessageRow Message, MessageState To, By By);

/// <summary>What another room does with its own when the fate of a message about it is recorded, in the same transaction; false when somebody else has changed that meanwhile.</summary>
/// <param name="Kind">The kind that the messages are about.</param>
/// <param name="Follow">Adds its changes and audit events; whoever calls saves.</param>
internal sealed record MessageListener(string Kind, Func<PatuhDb, TimeProvider, MessageFate, CancellationToken, Task<bool>> Follow);

/// <summary>What became of a message: recorded in one way, wherever the page stands.</summary>
internal sealed class MessageFates(PatuhDb db, TimeProvider time, IEnumerable<MessageListener> listeners)
{
    /// <summary>Takes a message a step forward; false when somebody else did meanwhile, or it is no step forward.</summary>
    public Task<bool> Advance(By by, ContactMessageRow message, MessageState to, string? failure, CancellationToken cancel) =>
        message.State.Next().Contains(to) ? Set(new(message, to, by), failure, null, cancel) : Task.FromResult(false);

    /// <summary>Puts right what was recorded wrongly; the reason is kept in the trail.</summary>
    public Task<bool> Correct(By by, ContactMessageRow message, MessageState to, string why, CancellationToken cancel) =>
        message.State == to ? Task.FromResult(false) : Set(new(message, to, by), to == MessageState.Failed ? why : null, why, cancel);

    private async Task<bool> Set(MessageFate fate, string? failure, string? why, CancellationToken cancel)
    {
        var (message, to, now) = (fate.Message, fate.To, Stamp.Now(time));
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
        foreach (var listener in listeners.Where(l => l.Kind == message.AboutKind))
            if (!await listener.Follow(db, time, fate, cancel))
                return false;
        var (before, after) = (new { state = message.State.Code() }, new { agency = message.AgencyId, state = to.Code() });
        if (why is null)
            db.Audit(time, fate.By, "contact_message.advanced", new Subject("contact_message", message.Id), before, after, failure);
        else
            db.Audit(time, fate.By, "contact_message.corrected", new Subject("contact_message", message.Id), before, after, why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
