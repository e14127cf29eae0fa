using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Demo;
using Patuh.Accounts.People;
using Patuh.Accounts.Sessions;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.SignIn;

/// <summary>Masuk: password, then the second factor where there is one.</summary>
internal sealed class SignInModel(PasswordDoor door, SecondFactor factor, SessionBook sessions, KnownDevice devices, PatuhDb db, TimeProvider time, DemoDoor? demo = null) : PublicPage
{
    public string Email { get; private set; } = "";

    /// <summary>Where to go afterwards, within the work area.</summary>
    public string To { get; private set; } = WorkArea.Root;

    /// <summary>Set when the password was right and a code is asked for.</summary>
    public string? Ticket { get; private set; }

    public Dictionary<string, string> Errors { get; } = [];

    protected override string? Said(string code) => code is "keluar" or "sandi-baru" ? DoneWords.Of(code, L) : null;

    public IReadOnlyList<DemoPerson> DemoPeople => demo?.People ?? [];

    public IActionResult OnGet()
    {
        Begin(Request.Query["ke"]);
        return SessionBook.Actor(HttpContext) is null || Request.Query.ContainsKey("ke") ? Page() : Redirect(L.Url(WorkArea.Root));
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        Begin(form["ke"]);
        if (form.ContainsKey("kode"))
            return await Code(form["tiket"].ToString(), form["kode"].ToString(), cancel);
        Email = form["surel"].ToString().Trim();
        var password = form["sandi"].ToString();
        if (Email.Length is 0 or > 254)
            Errors["surel"] = L.T("Tulis alamat surel Anda.", "Write your e-mail address.");
        if (password.Length is 0 or > 256)
            Errors["sandi"] = L.T("Tulis kata sandi Anda.", "Write your password.");
        if (Errors.Count > 0)
            return Again(StatusCodes.Status400BadRequest);
        var (guess, person) = await door.Try(HttpContext, Email, password, cancel);
        if (guess == Guess.TooMany)
            return TooMany("surel");
        if (person is null)
        {
            Errors["surel"] = L.T("Surel atau kata sandi tidak cocok. Periksa keduanya, atau minta kata sandi baru.", "The e-mail address or the password does not fit. Check both, or ask for a new password.");
            return Again(StatusCodes.Status400BadRequest);
        }
        if (!person.TwoFactorEnabled)
            return await Enter(person, strong: false, cancel);
        Ticket = factor.Ticket(person);
        return Page();
    }

    private async Task<IActionResult> Code(string ticket, string code, CancellationToken cancel)
    {
        if (await factor.Of(ticket) is not { } person)
        {
            Errors["surel"] = L.T("Terlalu lama menunggu kode. Masuk sekali lagi.", "The code took too long. Sign in once more.");
            return Again(StatusCodes.Status400BadRequest);
        }
        Ticket = ticket;
        switch (await factor.Try(person, code, cancel))
        {
            case Guess.Right:
                return await Enter(person, strong: true, cancel);
            case Guess.TooMany:
                return TooMany("kode");
            default:
                Errors["kode"] = L.T("Kode itu tidak berlaku atau sudah dipakai. Periksa jam ponsel Anda, lalu pakai kode berikutnya.", "That code does not count or was used already. Check your telephone's clock, then use the next code.");
                return Again(StatusCodes.Status400BadRequest);
        }
    }

    private async Task<IActionResult> Enter(PersonRow person, bool strong, CancellationToken cancel)
    {
        db.Audit(time, new By(person.Id), "session.begun", new Subject("person", person.Id), after: new { strong });
        await sessions.Begin(HttpContext, person, strong, cancel);
        devices.Remember(HttpContext, person.Id);
        Response.Headers.Location = To;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private void Begin(string? to)
    {
        Title = L.T("Masuk", "Sign in");
        To = WorkArea.Within(to) ?? L.Url(WorkArea.Root);
    }

    private IActionResult TooMany(string field)
    {
        Errors[field] = L.T("Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi; di perangkat yang sudah pernah Anda pakai masuk, Anda tidak perlu menunggu orang lain.",
            "Too many attempts. Wait a minute, then try again; on a device on which you have signed in before you need not wait for others.");
        Response.Headers.RetryAfter = "60";
        return Again(StatusCodes.Status429TooManyRequests);
    }

    private IActionResult Again(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
