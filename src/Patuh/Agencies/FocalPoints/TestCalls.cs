using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Agencies.FocalPoints;

/// <summary>Test calls: each agency has at most one that is due; finishing it makes the next.</summary>
internal static class TestCalls
{
    /// <summary>Adds one; whoever calls saves.</summary>
    public static void Plan(PatuhDb db, TimeProvider time, By by, string agencyId, string officeId, DateOnly due)
    {
        var call = new TestCallRow { Id = AuditId.Next(time, time.GetUtcNow()), AgencyId = agencyId, OfficeId = officeId, DueOn = Stamp.Of(due) };
        db.Add(call);
        db.Audit(time, by, "test_call.planned", new Subject("test_call", call.Id), after: new { agency = agencyId, office = officeId, call.DueOn });
    }

    /// <summary>Records what came of a call and plans the next, sooner where nobody was reached; false when somebody else did meanwhile.</summary>
    public static async Task<bool> Finish(PatuhDb db, TimeProvider time, By by, TestCallRow call, string result, string note, CancellationToken cancel)
    {
        var (now, data) = (Stamp.Now(time), FocalPointData.Current);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<TestCallRow>().Where(c => c.Id == call.Id && c.DoneAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.DoneAt, now).SetProperty(x => x.DoneBy, by.PersonId).SetProperty(x => x.Result, result).SetProperty(x => x.Note, note), cancel) == 0)
            return false;
        db.Audit(time, by, "test_call.done", new Subject("test_call", call.Id), after: new { agency = call.AgencyId, result }, personal: note.Length > 0 ? new { note } : null);
        Plan(db, time, by, call.AgencyId, call.OfficeId, Stamp.Today(time).AddDays(result == CallResult.Reached ? data.CallInterval : data.CallRetry));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>When somebody was last reached under the number, by agency: one query.</summary>
    public static Task<Dictionary<string, string>> LastReached(PatuhDb db, IReadOnlyCollection<string> agencyIds, CancellationToken cancel) =>
        db.Set<TestCallRow>().Where(c => agencyIds.Contains(c.AgencyId) && c.Result == CallResult.Reached).GroupBy(c => c.AgencyId).Select(g => new { g.Key, At = g.Max(c => c.DoneAt)! }).ToDictionaryAsync(g => g.Key, g => g.At, cancel);

    /// <summary>Those that are to be made by a day.</summary>
    public static IQueryable<TestCallRow> Due(PatuhDb db, string day) => db.Set<TestCallRow>().Where(c => c.DoneAt == null && string.Compare(c.DueOn, day) <= 0);

    /// <summary>The calls that are to be made, by agency: one query.</summary>
    public static async Task<ILookup<string, TestCallRow>> Due(PatuhDb db, IReadOnlyCollection<string> agencyIds, CancellationToken cancel) =>
        (await db.Set<TestCallRow>().Where(c => agencyIds.Contains(c.AgencyId) && c.DoneAt == null).OrderBy(c => c.DueOn).ToListAsync(cancel)).ToLookup(c => c.AgencyId);
}
