using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.People;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using QRCoder;

namespace Patuh.Accounts.Account;

/// <summary>Faktor kedua: an authenticator app (TOTP) with recovery codes.</summary>
[SignedIn]
internal sealed class FactorModel(PatuhDb db, UserManager<PersonRow> people, SecondFactor factor, PasswordDoor door, SessionBook sessions, TimeProvider time) : WorkPage
{
    private const int RecoveryCodes = 10;

    public bool IsSet { get; private set; }

    /// <summary>The secret in groups of four, for those who cannot scan.</summary>
    public string Secret { get; private set; } = "";

    public IHtmlContent? Drawing { get; private set; }

    /// <summary>Codes for the day on which the telephone is lost: shown once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public int CodesLeft { get; private set; }

    /// <summary>What gives the secret back, with the code.</summary>
    public string Ticket { get; private set; } = "";

    /// <summary>This session came by the password alone, and the account has a passkey: whoever only knows the password sets nothing up.</summary>
    public bool NeedsPasskey { get; private set; }

    public async Task OnGet() => await Show(await Person(), null);

    public async Task<IActionResult> OnPostPasang(string? kode, string? sandi, string? tiket, CancellationToken cancel)
    {
        var person = await Person();
        if (person.TwoFactorEnabled)
            return SeeOther("/kerja/akun/faktor-kedua");
        var secret = factor.Planned(Me.SessionId, tiket);
        await Show(person, secret is null ? null : (secret, tiket!));
        if (NeedsPasskey)
            return Again();
        if (secret is null)
        {
            Errors["kode"] = L.T("Halaman ini sudah lama terbuka. Pindai gambar yang baru di bawah ini.", "This page was open for long. Scan the new picture below.");
            return Again();
        }
        if (await door.Wrong(HttpContext, Me.Email, sandi, L, cancel) is { } wrong)
        {
            Errors["sandi"] = wrong;
            return Again();
        }
        switch (await factor.Keep(person, secret, kode ?? "", cancel))
        {
            case Guess.Right:
                db.Audit(time, new By(person.Id), "factor.set", new Subject("person", person.Id), after: new { kind = "totp" });
                await people.SetTwoFactorEnabledAsync(person, true);
                Codes = [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes) ?? []];
                // whoever was signed in without it signs in again; this device has just shown it
                await sessions.End(person.Id, cancel: cancel);
                await sessions.Begin(HttpContext, person, strong: true, cancel);
                Title = L.T("Faktor kedua terpasang", "The second factor is set up");
                IsSet = true;
                return Page();
            case Guess.TooMany:
                Errors["kode"] = L.T("Terlalu banyak percobaan. Tunggu satu menit.", "Too many attempts. Wait a minute.");
                break;
            default:
                Errors["kode"] = L.T("Kode itu tidak cocok. Periksa jam ponsel Anda, lalu pakai kode berikutnya.", "That code does not fit. Check your telephone's clock, then use the next code.");
                break;
        }
        return Again();
    }

    public async Task<IActionResult> OnPostCabut(string? kode, string? sandi, CancellationToken cancel)
    {
        var person = await Person();
        if (!person.TwoFactorEnabled)
            return SeeOther("/kerja/akun/faktor-kedua");
        if (await door.Wrong(HttpContext, Me.Email, sandi, L, cancel) is { } wrong)
            Errors["sandi"] = wrong;
        else if (await factor.Try(person, kode ?? "", cancel) != Guess.Right)
            Errors["kode"] = L.T("Kode itu tidak cocok. Pakai kode berikutnya, atau kode pemulihan.", "That code does not fit. Use the next code, or a recovery code.");
        if (Errors.Count > 0)
        {
            await Show(person, null);
            return Again();
        }
        db.Audit(time, new By(person.Id), "factor.removed", new Subject("person", person.Id), before: new { kind = "totp" });
        await factor.TakeOff(person);
        await sessions.End(person.Id, cancel: cancel);
        return SeeOther("/kerja/masuk");
    }

    private async Task<PersonRow> Person() => await people.FindByIdAsync(Me.PersonId) ?? throw new InvalidOperationException("the person of a session is gone");

    private async Task Show(PersonRow person, (string Secret, string Ticket)? planned)
    {
        Title = L.T("Faktor kedua", "Second factor");
        IsSet = person.TwoFactorEnabled;
        if (IsSet)
        {
            CodesLeft = await people.CountRecoveryCodesAsync(person);
            return;
        }
        NeedsPasskey = !Me.Strong && (await people.GetPasskeysAsync(person)).Count > 0;
        if (NeedsPasskey)
            return;
        (var key, Ticket) = planned ?? factor.Plan(Me.SessionId);
        Secret = string.Join(' ', key.Chunk(4).Select(c => new string(c)));
        var address = $"otpauth://totp/Patuh:{UrlEncoder.Default.Encode(person.Email!)}?secret={key}&issuer=Patuh&digits=6";
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        Drawing = new HtmlString(code.GetGraphic(5, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
