using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Account;

/// <summary>Akun saya: name, password, second factor, and where one is signed in.</summary>
[SignedIn]
internal sealed class AccountModel(PatuhDb db, UserManager<PersonRow> people, PasswordDoor door, SessionBook sessions, TimeProvider time) : WorkPage
{
    public string Name { get; private set; } = "";

    public bool HasFactor { get; private set; }

    public int PasskeyCount { get; private set; }

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel) => await Load(cancel);

    public async Task<IActionResult> OnPostNama(string? nama, CancellationToken cancel)
    {
        await Load(cancel);
        Name = CleanName.Of(nama);
        if (CleanName.Problem(Name, CleanName.Longest, L) is { } problem)
        {
            Errors["nama"] = problem;
            return Again();
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<PersonRow>().Where(p => p.Id == Me.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, Name), cancel);
        db.Audit(time, new By(Me.PersonId), "person.renamed", new Subject("person", Me.PersonId), personal: new { before = Me.Name, after = Name });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther("/kerja/akun", "nama-diganti");
    }

    public async Task<IActionResult> OnPostSandi(string? lama, string? sandi, CancellationToken cancel)
    {
        await Load(cancel);
        var (guess, person) = await door.Try(HttpContext, Me.Email, lama ?? "", cancel);
        if (guess == Guess.TooMany)
            Errors["lama"] = L.T("Terlalu banyak percobaan. Tunggu satu menit.", "Too many attempts. Wait a minute.");
        else if (person is null)
            Errors["lama"] = L.T("Kata sandi yang sekarang tidak cocok.", "The present password does not fit.");
        else if (await PasswordWords.Problem(people, person, sandi ?? "", L) is { } weak)
            Errors["sandi"] = weak;
        if (Errors.Count > 0)
            return Again();
        db.Audit(time, new By(Me.PersonId), "password.changed", new Subject("person", Me.PersonId));
        await people.RemovePasswordAsync(person!);
        await people.AddPasswordAsync(person!, sandi!);
        await sessions.End(Me.PersonId, keep: Me.SessionId, cancel: cancel);
        return SeeOther("/kerja/akun", "sandi-diganti");
    }

    public async Task<IActionResult> OnPostAkhiri(string? sesi, CancellationToken cancel)
    {
        db.Audit(time, new By(Me.PersonId), "session.ended", new Subject("person", Me.PersonId), after: new { elsewhere = true, all = string.IsNullOrEmpty(sesi) });
        await db.SaveChangesAsync(cancel);
        await sessions.End(Me.PersonId, keep: Me.SessionId, one: string.IsNullOrEmpty(sesi) ? null : sesi, cancel: cancel);
        return SeeOther("/kerja/akun", "sesi-diakhiri");
    }

    private async Task Load(CancellationToken cancel)
    {
        (Title, Name) = (L.T("Akun saya", "My account"), Me.Name);
        HasFactor = await db.Set<PersonRow>().AnyAsync(p => p.Id == Me.PersonId && p.TwoFactorEnabled, cancel);
        PasskeyCount = await db.Set<PersonPasskeyRow>().CountAsync(k => k.UserId == Me.PersonId, cancel);
        Sessions = await db.Set<SessionRow>().Where(s => s.PersonId == Me.PersonId).OrderByDescending(s => s.SeenAt).ToListAsync(cancel);
    }
}
