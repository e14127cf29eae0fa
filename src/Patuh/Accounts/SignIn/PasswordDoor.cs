using Microsoft.AspNetCore.Identity;
using Patuh.Accounts.People;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.SignIn;

/// <summary>What a guess at a password gave.</summary>
internal enum Guess
{
    Right,
    Wrong,

    /// <summary>Over a budget: not looked at.</summary>
    TooMany,
}

/// <summary>Checks passwords: within budgets, in line, and taking as long for an account that does not exist.</summary>
internal sealed class PasswordDoor(UserManager<PersonRow> people, IPasswordHasher<PersonRow> hasher, SignInBudgets budgets, KnownDevice devices)
{
    private static readonly PersonRow Nobody = new() { Id = "", Name = "", CreatedAt = "" };

    private static string? hashOfNobody;

    public async Task<(Guess Guess, PersonRow? Person)> Try(HttpContext http, string email, string password, CancellationToken cancel)
    {
        // a stranger's guess over a budget costs no question to the database
        var (stranger, account, address) = (!devices.Any(http.Request), people.NormalizeEmail(email) ?? "", http.Connection.RemoteIpAddress);
        if (stranger && !budgets.Allows(address, account, device: null))
            return (Guess.TooMany, null);
        var person = await people.FindByEmailAsync(email);
        var device = person is null ? null : devices.Of(http.Request, person.Id);
        if (!stranger && !budgets.Allows(address, account, device))
            return (Guess.TooMany, null);
        using var turn = await budgets.Hashing(device is not null, cancel);
        if (!turn.IsAcquired)
            return (Guess.TooMany, null);
        if (person?.PasswordHash is null || person.ClosedAt is not null)
        {
            hasher.VerifyHashedPassword(Nobody, hashOfNobody ??= hasher.HashPassword(Nobody, "nobody"), password);
            return (Guess.Wrong, null);
        }
        return await people.CheckPasswordAsync(person, password) ? (Guess.Right, person) : (Guess.Wrong, null);
    }

    /// <summary>Asks somebody who is signed in for the password once more; null when it is right, else what to say.</summary>
    public async Task<string?> Wrong(HttpContext http, string email, string? password, Reader reader, CancellationToken cancel) => string.IsNullOrEmpty(password) ? reader.T("Tulis kata sandi Anda.", "Write your password.") : (await Try(http, email, password, cancel)).Guess switch
    {
        Guess.Right => null,
        Guess.TooMany => reader.T("Terlalu banyak percobaan. Tunggu satu menit.", "Too many attempts. Wait a minute."),
        _ => reader.T("Kata sandi itu tidak cocok.", "That password does not fit."),
    };
}
