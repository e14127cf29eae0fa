using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
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

    /// <summary>What the lines are about where that is another record than the page's, such as a unit of the agency.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Of an organisation with its units: also who was invited to them, and which roles were given and ended there. One query; each part of it by its own index.</summary>
    public static async Task<RecordHistory?> OfOrganisation(PatuhDb db, Actor me, OrganisationRow organisation, IReadOnlyList<OrganisationRow> units, bool mayChange, CancellationToken cancel)
    {
        var named = Permission.May(me, Right.AuditRead, Place.Of(organisation));
        if (!named && !mayChange)
            return null;
        var ids = units.Select(u => u.Id).Append(organisation.Id).ToList();
        var events = db.Set<AuditEventRow>();
        var own = events.Where(e => e.SubjectKind == "organisation" && ids.Contains(e.SubjectId));
        var invited = from i in db.Set<InvitationRow>() where ids.Contains(i.OrganisationId) join e in events.Where(e => e.SubjectKind == "invitation") on i.Id equals e.SubjectId select e;
        var held = from p in db.Set<RoleGrantRow>().Where(g => ids.Contains(g.OrganisationId)).Select(g => new { g.PersonId, g.OrganisationId }).Distinct()
                   join e in events.Where(e => e.SubjectKind == "person" && (e.Action == "role.granted" || e.Action == "role.ended")) on p.PersonId equals e.SubjectId
                   where e.AfterJson!.Contains("\"organisation\":\"" + p.OrganisationId + "\"")
                   select e;
        var lines = await TrailLine.Of(db, own.Concat(invited).Concat(held)).Take(Shown + 1).ToListAsync(cancel);
        return new RecordHistory(new Subject("organisation", organisation.Id), [.. lines.Take(Shown)], lines.Count > Shown, named) { Names = units.ToDictionary(u => u.Id, u => u.Name) };
    }

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

    public string As(Reader reader) => RoleCatalog.Current.Role(Event.Role) is not { } role ? Event.PersonId is null ? Nobody(reader) : reader.T("diri sendiri", "themselves")
        : reader.T(role.Name) + (Organisation is null ? "" : ", " + Organisation);

    private string Nobody(Reader reader) => Event.Role switch
    {
        "command_line" => reader.T("baris perintah", "command line"),
        "program" => reader.T("program ini", "this program"),
        _ => reader.T("pengunjung", "a visitor"),
    };
}
