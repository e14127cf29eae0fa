using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Passkeys;

/// <summary>
/// Kunci sandi: WebAuthn by Identity's own handler. What the browser is asked goes to it with a ticket, sealed for five minutes, that comes back with the
/// answer and counts once; nothing waits on the server.
/// </summary>
internal sealed class PasskeyDoor(IPasskeyHandler<PersonRow> handler, UserManager<PersonRow> people, PatuhDb db, TimeProvider time, IDataProtectionProvider protection)
{
    /// <summary>Keys of one person.</summary>
    public const int Most = 10;

    /// <summary>Characters of an answer; those of real keys have about two thousand.</summary>
    public const int Longest = 16_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector adding = protection.CreateProtector("patuh.passkey.add").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector entering = protection.CreateProtector("patuh.passkey.enter").ToTimeLimitedDataProtector();

    /// <summary>What the browser is asked, as JSON with the ticket: a new key for somebody who is signed in.</summary>
    public async Task<string> AskForNew(HttpContext http, PersonRow person, string sessionId)
    {
        var asked = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id, Name = person.Email!, DisplayName = person.Name }, http);
        return Question(asked.CreationOptionsJson, adding.Protect($"{sessionId}\n{asked.AttestationState}", Patience));
    }

    /// <summary>The same for signing in: any key of this site.</summary>
    public async Task<string> AskToEnter(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        return Question(asked.RequestOptionsJson, entering.Protect("\n" + asked.AssertionState, Patience));
    }

    /// <summary>Keeps a new key; false when the answer does not fit what was asked.</summary>
    public async Task<bool> Add(HttpContext http, PersonRow person, string sessionId, string? ticket, string? answer, string name, CancellationToken cancel)
    {
        if (await Asked(adding, ticket, answer, cancel) is not { } asked || asked.For != sessionId)
            return false;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = answer!, AttestationState = asked.State });
        if (!result.Succeeded || result.UserEntity.Id != person.Id)
            return false;
        result.Passkey.Name = name;
        return (await people.AddOrUpdatePasskeyAsync(person, result.Passkey)).Succeeded;
    }

    /// <summary>Whose key answered; null when the answer does not fit what was asked, or the account is closed.</summary>
    public async Task<PersonRow?> Enter(HttpContext http, string? ticket, string? answer, CancellationToken cancel)
    {
        if (await Asked(entering, ticket, answer, cancel) is not { } asked)
            return null;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer!, AssertionState = asked.State });
        if (!result.Succeeded || result.User.ClosedAt is not null)
            return null;
        // its counter tells a copy of the key from the key
        return (await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded ? result.User : null;
    }

    private async Task<(string For, string? State)?> Asked(ITimeLimitedDataProtector protector, string? ticket, string? answer, CancellationToken cancel)
    {
        if (ticket is not { Length: > 0 and < 4000 } || answer is not { Length: > 0 and <= Longest })
            return null;
        try
        {
            var parts = protector.Unprotect(ticket).Split('\n', 2);
            return await FirstTime(ticket, cancel) ? (parts[0], parts[1]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<bool> FirstTime(string ticket, CancellationToken cancel)
    {
        var over = Stamp.Of(time.GetUtcNow() - 2 * Patience);
        await db.Set<PasskeyAnsweredRow>().Where(a => string.Compare(a.At, over) < 0).ExecuteDeleteAsync(cancel);
        var row = new PasskeyAnsweredRow { Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ticket))), At = Stamp.Now(time) };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            db.Entry(row).State = EntityState.Detached;
            return false;
        }
    }

    // a sealed ticket has letters, figures, - and _ only
    private static string Question(string options, string ticket) => $$"""{"ticket":"{{ticket}}","options":{{options}}}""";
}
