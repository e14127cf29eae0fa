using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Accounts.Trail;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.People;

/// <summary>A person with roles now and before; roles are ended and the account closed from here.</summary>
[Needs(Right.PeopleRead)]
internal sealed class PersonModel(PatuhDb db, UserManager<PersonRow> people, SecondFactor factor, SessionBook sessions, TimeProvider time) : WorkPage
{
    public PersonRow Person { get; private set; } = null!;

    public IReadOnlyList<HeldRole> Roles { get; private set; } = [];

    public RecordHistory? History { get; private set; }

    /// <summary>The role whose end is being asked for.</summary>
    public HeldRole? Ending { get; private set; }

    /// <summary>The account's closing, or reopening, is being asked for.</summary>
    public bool Closing { get; private set; }

    /// <summary>A second factor or a passkey.</summary>
    public bool HasFactor { get; private set; }

    /// <summary>The taking off of the second factor is being asked for.</summary>
    public bool TakingOff { get; private set; }

    /// <summary>Signing the person out everywhere is being asked for.</summary>
    public bool SigningOut { get; private set; }

    public bool MayClose => May(Right.PeopleClose, Place.National) && Person.Id != Me.PersonId;

    public bool MayEnd(HeldRole held) => held.Active && May(Right.PeopleGrant, Place.Of(held.Organisation));

    public async Task<IActionResult> OnGet(string id, string? akhiri, bool akun, bool faktor, bool sesi, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        Ending = Roles.FirstOrDefault(r => r.Grant.Id == akhiri && MayEnd(r));
        Closing = akun && MayClose;
        TakingOff = faktor && MayClose && HasFactor;
        SigningOut = sesi && MayClose;
        return Page();
    }

    public async Task<IActionResult> OnPostAkhiri(string id, string? peran, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || Roles.FirstOrDefault(r => r.Grant.Id == peran) is not { } held)
            return Foreign();
        if (!MayEnd(held))
            return Forbidden("Peran ini sudah berakhir, atau bukan Anda yang dapat mengakhirinya.", "This role is over already, or not yours to end.");
        Ending = held;
        if (!Reason(alasan))
            return Again();
        if (held.Grant.Role == GrantRules.Administrator && await GrantRules.IsLastAdministrator(db, id, time, cancel))
            return Refused("Ini administrator nasional yang terakhir. Beri dahulu peran itu kepada orang lain.", "This is the last national administrator. Give that role to somebody else first.");
        var today = Stamp.Of(Stamp.Today(time));
        var before = new GrantAudit(id, held.Grant.Role, held.Grant.OrganisationId, held.Grant.ValidFrom, held.Grant.ValidTo);
        // a role given for later ends on its first day: it never counts
        var end = string.CompareOrdinal(today, held.Grant.ValidFrom) < 0 ? held.Grant.ValidFrom : today;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<RoleGrantRow>().Where(g => g.Id == held.Grant.Id).ExecuteUpdateAsync(g => g.SetProperty(x => x.ValidTo, end), cancel);
        db.Audit(time, By(Right.PeopleGrant, Place.Of(held.Organisation)), "role.ended", new Subject("person", id), before, before with { ValidTo = end }, Why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther("/kerja/orang/" + id, "peran-berakhir");
    }

    public Task<IActionResult> OnPostTutup(string id, string? alasan, CancellationToken cancel) => SetClosed(id, alasan, closed: true, cancel);

    public Task<IActionResult> OnPostBuka(string id, string? alasan, CancellationToken cancel) => SetClosed(id, alasan, closed: false, cancel);

    /// <summary>For who has lost telephone and recovery codes: the password alone signs in again, and strong rights wait for a new second factor.</summary>
    public async Task<IActionResult> OnPostFaktor(string id, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || !HasFactor)
            return Foreign();
        if (!MayClose)
            return Forbidden("Hanya administrator nasional yang mencabut faktor kedua orang lain.", "Only a national administrator takes off somebody else's second factor.");
        TakingOff = true;
        if (!Reason(alasan))
            return Again();
        var person = (await people.FindByIdAsync(id))!;
        db.Audit(time, By(Right.PeopleClose, Place.National), "factor.taken_off", new Subject("person", id), why: Why);
        await factor.TakeOff(person);
        foreach (var key in await people.GetPasskeysAsync(person))
            await people.RemovePasskeyAsync(person, key.CredentialId);
        await sessions.End(id, cancel: cancel);
        return SeeOther("/kerja/orang/" + id, "faktor-dicabut");
    }

    /// <summary>For a telephone that was lost, or a machine that somebody else may sit at.</summary>
    public async Task<IActionResult> OnPostSesi(string id, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        if (!MayClose)
            return Forbidden("Hanya administrator nasional yang mengeluarkan orang lain.", "Only a national administrator signs somebody else out.");
        SigningOut = true;
        if (!Reason(alasan))
            return Again();
        db.Audit(time, By(Right.PeopleClose, Place.National), "session.ended", new Subject("person", id), after: new { all = true }, why: Why);
        await db.SaveChangesAsync(cancel);
        await sessions.End(id, cancel: cancel);
        return SeeOther("/kerja/orang/" + id, "sesi-diakhiri");
    }

    private async Task<IActionResult> SetClosed(string id, string? reason, bool closed, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        if (!MayClose)
            return Forbidden("Hanya administrator nasional yang menutup dan membuka akun, dan bukan akunnya sendiri.", "Only a national administrator closes and reopens accounts, and not their own.");
        Closing = true;
        if (!Reason(reason))
            return Again();
        if (closed && await GrantRules.IsLastAdministrator(db, id, time, cancel))
            return Refused("Ini administrator nasional yang terakhir. Beri dahulu peran itu kepada orang lain.", "This is the last national administrator. Give that role to somebody else first.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var at = closed ? Stamp.Now(time) : null;
        await db.Set<PersonRow>().Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.ClosedAt, at), cancel);
        db.Audit(time, By(Right.PeopleClose, Place.National), closed ? "person.closed" : "person.reopened", new Subject("person", id), why: Why);
        await db.SaveChangesAsync(cancel);
        if (closed)
            await sessions.End(id, cancel: cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther("/kerja/orang/" + id, closed ? "akun-ditutup" : "akun-dibuka");
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        var reach = Permission.Reach(Me, Right.PeopleRead);
        if (await PeopleListModel.Within(db, reach).SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } person)
            return false;
        (Person, Title) = (person, person.Name);
        HasFactor = person.TwoFactorEnabled || await db.Set<PersonPasskeyRow>().AnyAsync(k => k.UserId == id, cancel);
        Roles = [.. (await PeopleListModel.RolesOf(db, reach, [id], time, cancel))[id]];
        History = await RecordHistory.Of(db, Me, new Subject("person", id), Place.National, MayClose || Roles.Any(MayEnd), cancel);
        return true;
    }

    private IActionResult Refused(string indonesian, string english)
    {
        Errors["alasan"] = L.T(indonesian, english);
        return Again();
    }
}

/// <summary>A role as the audit trail tells of it.</summary>
internal sealed record GrantAudit(string Person, string Role, string Organisation, string ValidFrom, string? ValidTo)
{
    /// <summary>Who invited, where the event's actor is who accepted; <c>command_line</c> for an invitation that it made.</summary>
    public string? InvitedBy { get; init; }
}
