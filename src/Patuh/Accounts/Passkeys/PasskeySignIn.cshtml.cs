using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Passkeys;

/// <summary>Masuk dengan kunci sandi: the button stands on the page of signing in; its answer comes here.</summary>
internal sealed class PasskeySignInModel(PasskeyDoor door, SignInBudgets budgets, SessionBook sessions, KnownDevice devices, PatuhDb db, TimeProvider time) : PublicPage
{
    public string To { get; private set; } = WorkArea.Root;

    public Dictionary<string, string> Errors { get; } = [];

    public void OnGet() => Begin(Request.Query["ke"]);

    /// <summary>What the browser is asked.</summary>
    public async Task<IActionResult> OnPostTanya() =>
        budgets.AllowsKey(HttpContext.Connection.RemoteIpAddress) ? Content(await door.AskToEnter(HttpContext), "application/json") : StatusCode(StatusCodes.Status429TooManyRequests);

    public async Task<IActionResult> OnPost(string? tiket, string? jawaban, string? ke, CancellationToken cancel)
    {
        Begin(ke);
        if (!budgets.AllowsKey(HttpContext.Connection.RemoteIpAddress))
        {
            Errors["kunci"] = L.T("Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.", "Too many attempts. Wait a minute, then try again.");
            (Response.Headers.RetryAfter, Response.StatusCode) = ("60", StatusCodes.Status429TooManyRequests);
            return Page();
        }
        if (await door.Enter(HttpContext, tiket, jawaban, cancel) is not { } person)
        {
            Errors["kunci"] = L.T("Kunci sandi itu tidak cocok dengan akun di sini, atau pertanyaannya sudah lama. Coba sekali lagi, atau masuk dengan kata sandi.", "That passkey fits no account here, or the question is old. Try once more, or sign in with the password.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        db.Audit(time, new By(person.Id), "session.begun", new Subject("person", person.Id), after: new { strong = true, passkey = true });
        await sessions.Begin(HttpContext, person, strong: true, cancel);
        devices.Remember(HttpContext, person.Id);
        Response.Headers.Location = To;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private void Begin(string? to) => (Title, To) = (L.T("Masuk dengan kunci sandi", "Sign in with a passkey"), WorkArea.Within(to) ?? L.Url(WorkArea.Root));
}
