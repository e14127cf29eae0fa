using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Trail;

/// <summary>
/// Riwayat: what was done to one record, newest first, on the record's own page. For auditors, and for those who may change the record; only auditors see who it was
/// by name, others the role and the organisation.
/// </summary>
internal sealed record RecordHistory(Subject Subject, IReadOnlyList<TrailLine> Lines, bool More, bool Named)
{
    private const int Shown = 20;

    /// <summary>Null for whoever may see none of it. One query.</summary>
    public static async Task<RecordHistory?> Of(PatuhDb db, Actor me, Subject subject, Place place, bool mayChange, CancellationToken cancel)
    {
        var named = Permission.May(me, Right.AuditRead, place);
        if (!named && !mayChange)
            return null;
        var lines = await TrailLine.Of(db, db.Set<AuditEventRow>().Where(e => e.SubjectKind == subject.Kind && e.SubjectId == subject.Id)).Take(Shown + 1).ToListAsync(cancel);
        return new RecordHistory(subject, [.. lines.Take(Shown)], lines.Count > Shown, named);
    }
}

/// <summary>An event with the names of who did it and for whom.</summary>
internal sealed record TrailLine(AuditEventRow Event, string? Person, string? Organisation)
{
    /// <summary>Events with their names, newest first.</summary>
    public static IQueryable<TrailLine> Of(PatuhDb db, IQueryable<AuditEventRow> events) =>
        from e in events
        join p in db.Set<PersonRow>() on e.PersonId equals p.Id into persons
        from p in persons.DefaultIfEmpty()
        join o in db.Set<OrganisationRow>() on e.OrganisationId equals o.Id into organisations
        from o in organisations.DefaultIfEmpty()
        orderby e.Id descending
        select new TrailLine(e, p.Name, o.Name);

    public string Who(Reader reader) => Person ?? Nobody(reader);

    public string As(Reader reader) => Roles.RoleCatalog.Current.Role(Event.Role) is not { } role ? Event.PersonId is null ? Nobody(reader) : reader.T("diri sendiri", "themselves")
        : reader.T(role.Name) + (Organisation is null ? "" : ", " + Organisation);

    private string Nobody(Reader reader) => Event.Role switch
    {
        "command_line" => reader.T("baris perintah", "command line"),
        "program" => reader.T("program ini", "this program"),
        _ => reader.T("pengunjung", "a visitor"),
    };
}
