using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Agencies.FocalPoints;

/// <summary>The focal points of agencies: who it is on a day, and how one follows another.</summary>
internal static class FocalPoints
{
    /// <summary>Those that count on a day.</summary>
    public static IQueryable<FocalPointRow> On(PatuhDb db, DateOnly day)
    {
        var on = Stamp.Of(day);
        return db.Set<FocalPointRow>().Where(p => string.Compare(p.ValidFrom, on) <= 0 && (p.ValidTo == null || string.Compare(p.ValidTo, on) > 0));
    }

    /// <summary>The focal point of an agency on a day, or null.</summary>
    public static Task<FocalPointRow?> Of(PatuhDb db, string agencyId, DateOnly day, CancellationToken cancel) => On(db, day).SingleOrDefaultAsync(p => p.AgencyId == agencyId, cancel);

    /// <summary>Those of many agencies on a day: one query.</summary>
    public static Task<Dictionary<string, FocalPointRow>> Of(PatuhDb db, IReadOnlyCollection<string> agencyIds, DateOnly day, CancellationToken cancel) =>
        On(db, day).Where(p => agencyIds.Contains(p.AgencyId)).ToDictionaryAsync(p => p.AgencyId, cancel);

    /// <summary>Adds one, which ends the one before it on its first day; the last first day where the new one does not come after it, and nothing is saved.</summary>
    public static async Task<string?> Add(PatuhDb db, TimeProvider time, By by, FocalPointRow point, string officeId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Alone(db, point.AgencyId, cancel);
        var last = await db.Set<FocalPointRow>().Where(p => p.AgencyId == point.AgencyId).MaxAsync(p => (string?)p.ValidFrom, cancel);
        if (last is not null && string.CompareOrdinal(point.ValidFrom, last) <= 0)
            return last;
        await db.Set<FocalPointRow>().Where(p => p.AgencyId == point.AgencyId && (p.ValidTo == null || string.Compare(p.ValidTo, point.ValidFrom) > 0)).ExecuteUpdateAsync(p => p.SetProperty(x => x.ValidTo, point.ValidFrom), cancel);
        db.Add(point);
        db.Audit(time, by, "focal_point.registered", new Subject("focal_point", point.Id), after: new { agency = point.AgencyId, point.DecreeNumber, point.DecreeDate, point.ValidFrom, point.ValidTo }, personal: Personal(point));
        if (!await db.Set<TestCallRow>().AnyAsync(c => c.AgencyId == point.AgencyId && c.DoneAt == null, cancel))
            TestCalls.Plan(db, time, by, point.AgencyId, officeId, Stamp.Today(time).AddDays(FocalPointData.Current.FirstCall));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Puts right what was written wrongly, where it stands.</summary>
    public static async Task Correct(PatuhDb db, TimeProvider time, By by, FocalPointRow before, FocalPointRow after, string why, CancellationToken cancel)
    {
        db.Update(after);
        db.Audit(time, by, "focal_point.corrected", new Subject("focal_point", after.Id), new { before.DecreeNumber, before.DecreeDate, before.ValidTo }, new { agency = after.AgencyId, after.DecreeNumber, after.DecreeDate, after.ValidTo }, why,
            new { before = Personal(before), after = Personal(after) });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Ends one from a day on, without another.</summary>
    public static async Task End(PatuhDb db, TimeProvider time, By by, FocalPointRow point, string why, CancellationToken cancel)
    {
        var today = Stamp.Of(Stamp.Today(time));
        // one that is still to come ends on its first day: it never counts
        var end = string.CompareOrdinal(today, point.ValidFrom) < 0 ? point.ValidFrom : today;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<FocalPointRow>().Where(p => p.Id == point.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.ValidTo, end), cancel);
        db.Audit(time, by, "focal_point.ended", new Subject("focal_point", point.Id), new { point.ValidTo }, new { agency = point.AgencyId, validTo = end }, why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The office that looks after an agency.</summary>
    public static string OfficeOf(OrganisationRow agency) => RegionalOffices.Of(agency.Province)?.Id ?? OrganisationRow.HeadOfficeId;

    /// <summary>Of two who register for one agency at once the second looks at what the first has saved.</summary>
    private static Task Alone(PatuhDb db, string agencyId, CancellationToken cancel) =>
        db.Set<OrganisationRow>().Where(o => o.Id == agencyId).ExecuteUpdateAsync(o => o.SetProperty(x => x.Kind, x => x.Kind), cancel);

    private static object Personal(FocalPointRow p) => new { p.Name, p.Position, p.Phone, p.Email, p.DeputyName, p.DeputyPosition, p.DeputyPhone, p.DeputyEmail };
}
