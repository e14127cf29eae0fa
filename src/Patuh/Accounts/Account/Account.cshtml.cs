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

    /// <summary>The session whose end is being asked for; <see cref="AllOthers"/> for all but this one.</summary>
    public string? Ending { get; private set; }

    public const string AllOthers = "semua";

    public async Task OnGet(string? keluarkan, CancellationToken cancel)
    {
        await Load(cancel);
        Ending = keluarkan == AllOthers || Sessions.Any(s => s.Id == keluarkan && s.Id != Me.SessionId) ? keluarkan : null;
    }

    public async Task<IActionResult> OnPostNama(string? nama, CancellationToken cancel)
    {
        await Load(cancel);
        Name = CleanName.Of(nama);
        if (CleanName.Problem(Name, CleanName.Longest, L) is { } problem)
        {
            Errors["nama"] = problem;
            return Again();
        }
        if (Name == Me.Name)
            return SeeOther("/kerja/akun");
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
        else if (sandi == lama)
            Errors["sandi"] = L.T("Ini kata sandi yang sekarang. Pilih yang lain.", "This is the present password. Choose another.");
        else if (await PasswordWords.Problem(people, person, sandi ?? "", L) is { } weak)
            Errors["sandi"] = weak;
        if (Errors.Count > 0)
            return Again();
        db.Audit(time, new By(Me.PersonId), "password.changed", new Subject("person", Me.PersonId));
        await people.RemovePasswordAsync(person!);
        await people.AddPasswordAsync(person!, sandi!);
        await sessions.End(Me.PersonId, cancel: cancel);
        await sessions.Begin(HttpContext, person!, Me.Strong, cancel);
        return SeeOther("/kerja/akun", "sandi-diganti");
    }

    public async Task<IActionResult> OnPostAkhiri(string? sesi, string? sandiAkhiri, CancellationToken cancel)
    {
        await Load(cancel);
        if (await door.Wrong(HttpContext, Me.Email, sandiAkhiri, L, cancel) is { } wrong)
        {
            (Ending, Errors["sandiAkhiri"]) = (sesi, wrong);
            return Again();
        }
        db.Audit(time, new By(Me.PersonId), "session.ended", new Subject("person", Me.PersonId), after: new { elsewhere = true, all = sesi == AllOthers });
        await db.SaveChangesAsync(cancel);
        await sessions.End(Me.PersonId, keep: Me.SessionId, one: sesi == AllOthers ? null : sesi ?? "", cancel: cancel);
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
