using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.People;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Reset;

/// <summary>Kata sandi baru: by a link that counts once. A second factor is still asked for when signing in.</summary>
internal sealed class NewPasswordModel(PatuhDb db, UserManager<PersonRow> people, SessionBook sessions, TimeProvider time) : PublicPage
{
    public string Email { get; private set; } = "";

    public Dictionary<string, string> Errors { get; } = [];

    public async Task<IActionResult> OnGet(string secret, CancellationToken cancel) => await Find(secret, cancel) is null ? Gone() : Page();

    public async Task<IActionResult> OnPost(string secret, string? sandi, CancellationToken cancel)
    {
        if (await Find(secret, cancel) is not { } person)
            return Gone();
        if (await PasswordWords.Problem(people, person, sandi ?? "", L) is { } weak)
        {
            Errors["sandi"] = weak;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // all links of this person at once: of two open pages one counts
        if (await db.Set<PasswordResetRow>().Where(r => r.PersonId == person.Id).ExecuteDeleteAsync(cancel) == 0)
            return Gone();
        db.Audit(time, By.Visitor, "password.changed", new Subject("person", person.Id), after: new { byLink = true });
        await people.RemovePasswordAsync(person);
        await people.AddPasswordAsync(person, sandi!);
        await sessions.End(person.Id, cancel: cancel);
        await transaction.CommitAsync(cancel);
        Response.Headers.Location = L.Url("/kerja/masuk?selesai=sandi-baru");
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<PersonRow?> Find(string secret, CancellationToken cancel)
    {
        Title = L.T("Kata sandi baru", "A new password");
        var (id, now) = (Invitations.Hash(secret), Stamp.Now(time));
        if (await db.Set<PasswordResetRow>().SingleOrDefaultAsync(r => r.Id == id && string.Compare(r.ExpiresAt, now) > 0, cancel) is not { } link)
            return null;
        var person = await people.FindByIdAsync(link.PersonId);
        Email = person?.Email ?? "";
        return person?.ClosedAt is null ? person : null;
    }

    private IActionResult Gone() => Missing("Tautan ini sudah dipakai, lewat waktunya, atau terpotong. Minta yang baru di halaman Lupa kata sandi.", "This link was used, has run out, or was cut short. Ask for a new one on the page Forgotten password.", L.T("Tautan tidak berlaku", "The link does not count"));
}
