using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Invite;

/// <summary>Terima undangan: a new person chooses a password; who has an account accepts while signed in.</summary>
internal sealed class AcceptModel(PatuhDb db, UserManager<PersonRow> people, SessionBook sessions, KnownDevice devices, TimeProvider time) : PublicPage
{
    public InvitationRow Invitation { get; private set; } = null!;

    public OrganisationRow Organisation { get; private set; } = null!;

    public Role Role { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>The address has an account already.</summary>
    public bool HasAccount { get; private set; }

    /// <summary>And it is the one that is signed in.</summary>
    public bool IsMe { get; private set; }

    public Dictionary<string, string> Errors { get; } = [];

    public async Task<IActionResult> OnGet(string secret, CancellationToken cancel)
    {
        if (await Load(secret, cancel) is { } refused)
            return refused;
        Name = Invitation.Name;
        return Page();
    }

    public async Task<IActionResult> OnPost(string secret, CancellationToken cancel)
    {
        if (await Load(secret, cancel) is { } refused)
            return refused;
        if (HasAccount)
            return IsMe ? await Accept(await db.Set<PersonRow>().SingleAsync(p => p.NormalizedEmail == people.NormalizeEmail(Invitation.Email), cancel), isNew: false, cancel) : Page();
        var form = await Request.ReadFormAsync(cancel);
        Name = CleanName.Of(form["nama"]);
        if (CleanName.Problem(Name, CleanName.Longest, L) is { } problem)
            Errors["nama"] = problem;
        var password = form["sandi"].ToString();
        var person = new PersonRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), Name = Name, Email = Invitation.Email, UserName = Invitation.Email, EmailConfirmed = Invitation.Mailed, CreatedAt = Stamp.Now(time) };
        if (await PasswordWords.Problem(people, person, password, L) is { } weak)
            Errors["sandi"] = weak;
        if (Errors.Count > 0)
            return Again();
        return await Accept(person, isNew: true, cancel, password);
    }

    private async Task<IActionResult> Accept(PersonRow person, bool isNew, CancellationToken cancel, string? password = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // of two that accept at once one gets through
        var now = Stamp.Now(time);
        if (await db.Set<InvitationRow>().Where(i => i.Id == Invitation.Id && i.AcceptedAt == null && i.WithdrawnAt == null).ExecuteUpdateAsync(i => i.SetProperty(x => x.AcceptedAt, now), cancel) == 0)
            return Gone();
        var by = new By(person.Id);
        if (isNew)
        {
            db.Audit(time, by, "person.added", new Subject("person", person.Id), personal: new { person.Email, person.Name });
            try
            {
                var made = await people.CreateAsync(person, password!);
                if (!made.Succeeded)
                {
                    Errors["nama"] = L.T("Akun untuk surel ini baru saja dibuat. Masuk dengannya, lalu buka undangan ini lagi.", "An account for this address was made just now. Sign in with it, then open this invitation again.");
                    return Again();
                }
            }
            catch (DbUpdateException)
            {
                Errors["nama"] = L.T("Akun untuk surel ini baru saja dibuat. Masuk dengannya, lalu buka undangan ini lagi.", "An account for this address was made just now. Sign in with it, then open this invitation again.");
                return Again();
            }
        }
        var grant = new RoleGrantRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            PersonId = person.Id,
            Role = Invitation.Role,
            OrganisationId = Invitation.OrganisationId,
            ValidFrom = Invitation.ValidFrom,
            ValidTo = Invitation.ValidTo,
            GrantedBy = Invitation.InvitedBy,
            GrantedAt = now,
        };
        db.Add(grant);
        db.Audit(time, by, "role.granted", new Subject("person", person.Id), after: new GrantAudit(person.Id, grant.Role, grant.OrganisationId, grant.ValidFrom, grant.ValidTo) { InvitedBy = grant.GrantedBy ?? Platform.Audit.By.CommandLine.Role });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (isNew)
        {
            db.Audit(time, by, "session.begun", new Subject("person", person.Id), after: new { strong = false });
            await sessions.Begin(HttpContext, person, strong: false, cancel);
            devices.Remember(HttpContext, person.Id);
        }
        Response.Headers.Location = L.Url("/kerja");
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<IActionResult?> Load(string secret, CancellationToken cancel)
    {
        var id = Invitations.Hash(secret);
        var found = await (from i in db.Set<InvitationRow>() where i.Id == id join o in db.Set<OrganisationRow>() on i.OrganisationId equals o.Id select new { i, o }).SingleOrDefaultAsync(cancel);
        if (found is null || found.i.AcceptedAt is not null || found.i.WithdrawnAt is not null || found.o.ClosedOn is not null || string.CompareOrdinal(found.i.ExpiresAt, Stamp.Now(time)) <= 0 || RoleCatalog.Current.Role(found.i.Role) is not { } role)
            return Gone();
        (Invitation, Organisation, Role) = (found.i, found.o, role);
        if (!await StillMeant(cancel))
            return Missing("Yang mengundang Anda tidak lagi berwenang memberi peran ini. Mintalah undangan baru dari yang sekarang berwenang.",
                "Whoever invited you may no longer give this role. Ask those who may now for a new invitation.", L.T("Undangan tidak berlaku", "The invitation does not count"));
        Title = L.T("Anda diundang", "You are invited");
        var email = people.NormalizeEmail(found.i.Email);
        HasAccount = await db.Set<PersonRow>().AnyAsync(p => p.NormalizedEmail == email, cancel);
        IsMe = HasAccount && SessionBook.Actor(HttpContext) is { } me && people.NormalizeEmail(me.Email) == email;
        return null;
    }

    /// <summary>Whoever invited could still do so now; what the command line made stands.</summary>
    private async Task<bool> StillMeant(CancellationToken cancel)
    {
        if (Invitation.InvitedBy is not { } inviter)
            return true;
        var open = await db.Set<PersonRow>().AnyAsync(p => p.Id == inviter && p.ClosedAt == null, cancel);
        var actor = new Actor(inviter, "", "", "", strong: true, await sessions.Grants(inviter, cancel));
        return open && GrantRules.Grantable(actor, Right.PeopleInvite, Organisation).Any(r => r.Code == Role.Code);
    }

    private IActionResult Gone() => Missing(
        "Undangan ini sudah dipakai, ditarik, lewat waktunya, atau tautannya terpotong. Minta yang mengundang membuat yang baru.",
        "This invitation was used, withdrawn or has run out, or its link was cut short. Ask whoever invited you for a new one.", L.T("Undangan tidak berlaku", "The invitation does not count"));

    private IActionResult Again()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
