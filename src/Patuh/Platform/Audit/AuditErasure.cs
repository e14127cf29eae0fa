using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Platform.Audit;

/// <summary>Erases the personal part of an event. The event and its proof stay: they hold only a salted hash; the erasure itself is an event.</summary>
internal static class AuditErasure
{
    public const string Action = "audit.erased";

    /// <summary>True when there was something to erase.</summary>
    public static bool Erase(PatuhDb db, TimeProvider time, By by, string eventId, string why)
    {
        using var transaction = db.Database.BeginTransaction();
        if (db.Set<AuditPersonalRow>().Where(p => p.Id == eventId).ExecuteDelete() == 0)
            return false;
        db.Audit(time, by, Action, new Subject("audit_event", eventId), why: why);
        db.SaveChanges();
        transaction.Commit();
        return true;
    }
}
