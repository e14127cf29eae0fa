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
internal sealed class FactorModel(PatuhDb db, UserManager<PersonRow> people, SecondFactor factor, SessionBook sessions, TimeProvider time) : WorkPage
{
    private const int RecoveryCodes = 10;

    public bool IsSet { get; private set; }

    /// <summary>The secret in groups of four, for those who cannot scan.</summary>
    public string Secret { get; private set; } = "";

    public IHtmlContent? Drawing { get; private set; }

    /// <summary>Codes for the day on which the telephone is lost: shown once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public int CodesLeft { get; private set; }

    public async Task OnGet(CancellationToken cancel) => await Show(await Person(), cancel);

    public async Task<IActionResult> OnPostPasang(string? kode, CancellationToken cancel)
    {
        var person = await Person();
        if (person.TwoFactorEnabled)
            return SeeOther("/kerja/akun/faktor-kedua");
        switch (await factor.Try(person, kode ?? "", cancel))
        {
            case Guess.Right:
                db.Audit(time, new By(person.Id), "factor.set", new Subject("person", person.Id), after: new { kind = "totp" });
                await people.SetTwoFactorEnabledAsync(person, true);
                Codes = [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes) ?? []];
                // whoever was signed in without it signs in again; this device has just shown it
                await sessions.End(person.Id, keep: Me.SessionId, cancel: cancel);
                await sessions.Strengthen(Me.SessionId, cancel);
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
        await Show(person, cancel);
        return Again();
    }

    public async Task<IActionResult> OnPostCabut(string? kode, CancellationToken cancel)
    {
        var person = await Person();
        if (!person.TwoFactorEnabled)
            return SeeOther("/kerja/akun/faktor-kedua");
        if (await factor.Try(person, kode ?? "", cancel) != Guess.Right)
        {
            Errors["kode"] = L.T("Kode itu tidak cocok. Pakai kode berikutnya, atau kode pemulihan.", "That code does not fit. Use the next code, or a recovery code.");
            await Show(person, cancel);
            return Again();
        }
        db.Audit(time, new By(person.Id), "factor.removed", new Subject("person", person.Id), before: new { kind = "totp" });
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        await sessions.End(person.Id, cancel: cancel);
        return SeeOther("/kerja/masuk");
    }

    private async Task<PersonRow> Person() => await people.FindByIdAsync(Me.PersonId) ?? throw new InvalidOperationException("the person of a session is gone");

    private async Task Show(PersonRow person, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Title = L.T("Faktor kedua", "Second factor");
        IsSet = person.TwoFactorEnabled;
        if (IsSet)
        {
            CodesLeft = await people.CountRecoveryCodesAsync(person);
            return;
        }
        if (await people.GetAuthenticatorKeyAsync(person) is not { } key)
        {
            await people.ResetAuthenticatorKeyAsync(person);
            key = (await people.GetAuthenticatorKeyAsync(person))!;
        }
        Secret = string.Join(' ', key.Chunk(4).Select(c => new string(c)));
        var address = $"otpauth://totp/Patuh:{UrlEncoder.Default.Encode(person.Email!)}?secret={key}&issuer=Patuh&digits=6";
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        Drawing = new HtmlString(code.GetGraphic(5, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
