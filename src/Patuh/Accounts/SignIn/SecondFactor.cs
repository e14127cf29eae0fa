using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Patuh.Accounts.People;

namespace Patuh.Accounts.SignIn;

/// <summary>The second step of signing in: a code of the authenticator, used once, or a recovery code.</summary>
internal sealed class SecondFactor(UserManager<PersonRow> people, PersonStore store, SignInBudgets budgets, IDataProtectionProvider protection)
{
    private const string Own = "patuh";
    private const string LastCode = "last-code";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("patuh.second-factor").ToTimeLimitedDataProtector();

    /// <summary>Says, for ten minutes, that the password was right; a change of password makes it worthless.</summary>
    public string Ticket(PersonRow person) => protector.Protect($"{person.Id} {person.SecurityStamp}", Patience);

    /// <summary>The person of a ticket that still counts, or null.</summary>
    public async Task<PersonRow?> Of(string? ticket)
    {
        if (ticket is null or { Length: > 1000 })
            return null;
        try
        {
            var parts = protector.Unprotect(ticket).Split(' ');
            return await people.FindByIdAsync(parts[0]) is { ClosedAt: null } person && person.SecurityStamp == parts[1] ? person : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public async Task<Guess> Try(PersonRow person, string code, CancellationToken cancel)
    {
        code = new string([.. code.Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToUpperInvariant();
        if (!budgets.AllowsCode(person.Id))
            return Guess.TooMany;
        if (code.Length == 10)
            return (await people.RedeemTwoFactorRecoveryCodeAsync(person, $"{code[..5]}-{code[5..]}")).Succeeded ? Guess.Right : Guess.Wrong;
        if (code.Length != 6 || await store.GetTokenAsync(person, Own, LastCode, cancel) == code
            || !await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code))
            return Guess.Wrong;
        // seen over somebody's shoulder, it opens nothing more
        await store.SetTokenAsync(person, Own, LastCode, code, cancel);
        await people.UpdateAsync(person);
        return Guess.Right;
    }
}
