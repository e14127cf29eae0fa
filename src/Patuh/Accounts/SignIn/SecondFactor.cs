using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using OtpNet;
using Patuh.Accounts.People;

namespace Patuh.Accounts.SignIn;

/// <summary>The second step of signing in: a code of the authenticator, or a recovery code, each used once.</summary>
internal sealed class SecondFactor(UserManager<PersonRow> people, PersonStore store, SignInBudgets budgets, TimeProvider time, IDataProtectionProvider protection)
{
    private const string Own = "patuh";
    private const string LastStep = "last-step";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SetUpPatience = TimeSpan.FromMinutes(30);

    // a telephone's clock may be half a minute off, and fingers take time
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private readonly ITimeLimitedDataProtector entering = protection.CreateProtector("patuh.second-factor").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector planning = protection.CreateProtector("patuh.second-factor.plan").ToTimeLimitedDataProtector();

    /// <summary>Says, for ten minutes, that the password was right; a change of password makes it worthless.</summary>
    public string Ticket(PersonRow person) => entering.Protect($"{person.Id} {person.SecurityStamp}", Patience);

    /// <summary>The person of a ticket that still counts, or null.</summary>
    public async Task<PersonRow?> Of(string? ticket) =>
        Open(entering, ticket) is [var id, var stamp] && await people.FindByIdAsync(id) is { ClosedAt: null } person && person.SecurityStamp == stamp ? person : null;

    /// <summary>A new secret, shown once to a session and kept nowhere until a code of it comes back with its ticket: nobody can plant one.</summary>
    public (string Secret, string Ticket) Plan(string sessionId)
    {
        var secret = people.GenerateNewAuthenticatorKey();
        return (secret, planning.Protect($"{sessionId} {secret}", SetUpPatience));
    }

    /// <summary>The secret that was shown to this session, or null when it is long ago.</summary>
    public string? Planned(string sessionId, string? ticket) => Open(planning, ticket) is [var session, var secret] && session == sessionId ? secret : null;

    /// <summary>Keeps a secret, once a code of it has come back; whoever calls saves the person.</summary>
    public async Task<Guess> Keep(PersonRow person, string secret, string code, CancellationToken cancel)
    {
        if (!budgets.AllowsCode(person.Id))
            return Guess.TooMany;
        if (StepOf(secret, Plain(code)) is not { } step)
            return Guess.Wrong;
        await store.SetAuthenticatorKeyAsync(person, secret, cancel);
        await store.SetTokenAsync(person, Own, LastStep, Text(step), cancel);
        return Guess.Right;
    }

    public async Task<Guess> Try(PersonRow person, string code, CancellationToken cancel)
    {
        code = Plain(code);
        if (!budgets.AllowsCode(person.Id))
            return Guess.TooMany;
        if (code.Length == 10)
            return (await people.RedeemTwoFactorRecoveryCodeAsync(person, $"{code[..5]}-{code[5..]}")).Succeeded ? Guess.Right : Guess.Wrong;
        // seen over somebody's shoulder, it opens nothing more: only a later one counts
        if (await people.GetAuthenticatorKeyAsync(person) is not { } secret || StepOf(secret, code) is not { } step || step <= await Last(person, cancel))
            return Guess.Wrong;
        await store.SetTokenAsync(person, Own, LastStep, Text(step), cancel);
        // of two that bring the same code at once, one saves
        return (await people.UpdateAsync(person)).Succeeded ? Guess.Right : Guess.Wrong;
    }

    /// <summary>Forgets secret and recovery codes; whoever calls says why.</summary>
    public async Task TakeOff(PersonRow person)
    {
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 0);
    }

    private async Task<long> Last(PersonRow person, CancellationToken cancel) =>
        long.TryParse(await store.GetTokenAsync(person, Own, LastStep, cancel), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : 0;

    private long? StepOf(string secret, string code) =>
        code.Length == 6 && new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(time.GetUtcNow().UtcDateTime, code, out var step, Window) ? step : null;

    private static string[]? Open(ITimeLimitedDataProtector protector, string? ticket)
    {
        if (ticket is null or { Length: > 1000 })
            return null;
        try
        {
            return protector.Unprotect(ticket).Split(' ');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Plain(string code) => new string([.. code.Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToUpperInvariant();

    private static string Text(long step) => step.ToString(CultureInfo.InvariantCulture);
}
