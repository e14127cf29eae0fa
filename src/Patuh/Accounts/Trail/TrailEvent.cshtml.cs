using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Trail;

/// <summary>One event with all it holds. The personal part is shown when it is asked for, and that is an event too.</summary>
[Needs(Right.AuditRead)]
internal sealed class TrailEventModel(PatuhDb db, TimeProvider time) : WorkPage
{
    public TrailLine Line { get; private set; } = null!;

    public AuditSealRow? Seal { get; private set; }

    public bool HasPersonal { get; private set; }

    public string? Personal { get; private set; }

    /// <summary>Who invited, where the actor is who accepted.</summary>
    public string? InvitedBy { get; private set; }

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel) => await Load(id, cancel) ? Page() : Foreign();

    public async Task<IActionResult> OnPost(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        db.Audit(time, By(Right.AuditRead, Place.National), "audit.personal_read", new Subject("audit_event", id));
        await db.SaveChangesAsync(cancel);
        Personal = await db.Set<AuditPersonalRow>().Where(p => p.Id == id).Select(p => p.Json).SingleOrDefaultAsync(cancel);
        return Page();
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await db.Set<AuditEventRow>().SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } row)
            return false;
        Line = new TrailLine(row,
            await db.Set<PersonRow>().Where(p => p.Id == row.PersonId).Select(p => p.Name).SingleOrDefaultAsync(cancel),
            await db.Set<OrganisationRow>().Where(o => o.Id == row.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync(cancel));
        if (row is { Action: "role.granted", AfterJson: { } after } && JsonSerializer.Deserialize<GrantAudit>(after, AuditTrail.Json)?.InvitedBy is { } inviter)
            InvitedBy = await db.Set<PersonRow>().Where(p => p.Id == inviter).Select(p => p.Name).SingleOrDefaultAsync(cancel) ?? L.T("baris perintah", "command line");
        Seal = row.Seal is { } number ? await db.Set<AuditSealRow>().SingleOrDefaultAsync(s => s.Number == number, cancel) : null;
        HasPersonal = row.PersonalHash is not null && await db.Set<AuditPersonalRow>().AnyAsync(p => p.Id == id, cancel);
        Title = AuditActions.Word(row.Action, L);
        return true;
    }
}
