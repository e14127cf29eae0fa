using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.People;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Passkeys;

/// <summary>Kunci sandi saya: those that open this account, one more, one less. Changing them asks for the password.</summary>
[SignedIn]
internal sealed class PasskeyListModel(PatuhDb db, UserManager<PersonRow> people, PasskeyDoor passkeys, PasswordDoor door, SessionBook sessions, TimeProvider time) : WorkPage
{
    private const string Here = "/kerja/akun/kunci-sandi";
    private const int LongestName = 60;

    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];

    /// <summary>The key whose removal is being asked for.</summary>
    public UserPasskeyInfo? Removing { get; private set; }

    public string Name { get; private set; } = "";

    public bool Full => Keys.Count >= PasskeyDoor.Most;

    public static string IdOf(UserPasskeyInfo key) => Base64Url.EncodeToString(key.CredentialId);

    public string NameOf(UserPasskeyInfo key) => key.Name is { Length: > 0 } name ? name : L.T("Tanpa nama", "Without a name");

    public string AddedOn(UserPasskeyInfo key) => Stamp.Of(key.CreatedAt);

    public async Task OnGet(string? hapus)
    {
        await Load();
        Removing = Keys.FirstOrDefault(k => IdOf(k) == hapus);
    }

    /// <summary>What the browser is asked, once the password was right; else what to put right, as text.</summary>
    public async Task<IActionResult> OnPostTanya(string? nama, string? sandi, CancellationToken cancel)
    {
        var person = await Load();
        if (NameProblem(nama) is { } problem)
            return Text(problem);
        if (Full)
            return Text(L.T($"Sudah ada {PasskeyDoor.Most} kunci sandi. Hapus dahulu yang tidak dipakai lagi.", $"There are {PasskeyDoor.Most} passkeys already. Remove first what is not used any more."));
        return await Wrong(person, sandi, cancel) is { } wrong ? Text(wrong) : Content(await passkeys.AskForNew(HttpContext, person, Me.SessionId), "application/json");
    }

    public async Task<IActionResult> OnPost(string? nama, string? tiket, string? jawaban, CancellationToken cancel)
    {
        var person = await Load();
        if (NameProblem(nama) is { } problem)
            Errors["nama"] = problem;
        else if (string.IsNullOrEmpty(jawaban))
            Errors["nama"] = L.T("Kunci sandi memerlukan JavaScript di peramban Anda, dan peramban yang mengenalnya.", "A passkey needs JavaScript in your browser, and a browser that knows of them.");
        else if (Weak(person) || Full || !await passkeys.Add(HttpContext, person, Me.SessionId, tiket, jawaban, Name, cancel))
            Errors["nama"] = L.T("Kunci sandi itu tidak tersimpan: jawabannya tidak cocok dengan yang ditanyakan, atau terlalu lama. Coba sekali lagi.", "That passkey was not kept: the answer does not fit what was asked, or took too long. Try once more.");
        if (Errors.Count > 0)
            return Again();
        db.Audit(time, new By(person.Id), "passkey.added", new Subject("person", person.Id), after: new { name = Name });
        await db.SaveChangesAsync(cancel);
        // whoever has just shown password and key has shown two factors; others sign in again
        await sessions.End(person.Id, cancel: cancel);
        await sessions.Begin(HttpContext, person, strong: true, cancel);
        return SeeOther(Here, "kunci-ditambah");
    }

    public async Task<IActionResult> OnPostHapus(string? kunci, string? sandi, CancellationToken cancel)
    {
        var person = await Load();
        if (Keys.FirstOrDefault(k => IdOf(k) == kunci) is not { } key)
            return SeeOther(Here);
        Removing = key;
        if (await Wrong(person, sandi, cancel) is { } wrong)
        {
            Errors["sandi"] = wrong;
            return Again();
        }
        db.Audit(time, new By(person.Id), "passkey.removed", new Subject("person", person.Id), before: new { name = key.Name });
        await people.RemovePasskeyAsync(person, key.CredentialId);
        await db.SaveChangesAsync(cancel);
        await sessions.End(person.Id, keep: Me.SessionId, cancel: cancel);
        return SeeOther(Here, "kunci-dihapus");
    }

    private async Task<PersonRow> Load()
    {
        Title = L.T("Kunci sandi", "Passkeys");
        var person = await people.FindByIdAsync(Me.PersonId) ?? throw new InvalidOperationException("the person of a session is gone");
        Keys = [.. (await people.GetPasskeysAsync(person)).OrderBy(k => k.CreatedAt)];
        return person;
    }

    private string? NameProblem(string? name)
    {
        Name = CleanName.Of(name);
        return CleanName.Problem(Name, LongestName, L);
    }

    /// <summary>Null when the password is right; whoever only knows the password of somebody with a second factor or a passkey changes nothing.</summary>
    private async Task<string?> Wrong(PersonRow person, string? password, CancellationToken cancel) =>
        Weak(person) ? L.T("Masuk dahulu dengan kunci sandi Anda; dengan kata sandi saja kunci tidak dapat ditambah atau dihapus.", "Sign in with your passkey first; with the password alone no key is added or removed.")
        : await door.Wrong(HttpContext, Me.Email, password, L, cancel);

    private bool Weak(PersonRow person) => !Me.Strong && (person.TwoFactorEnabled || Keys.Count > 0);

    private ContentResult Text(string sentence) => new() { Content = sentence, ContentType = "text/plain; charset=utf-8", StatusCode = StatusCodes.Status400BadRequest };
}
