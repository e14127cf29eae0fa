using Microsoft.AspNetCore.Identity;
using Patuh.Accounts.People;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.SignIn;

/// <summary>What is wrong with a new password, in the reader's language.</summary>
internal static class PasswordWords
{
    /// <summary>A sentence, or null where the password will do.</summary>
    public static async Task<string?> Problem(UserManager<PersonRow> people, PersonRow person, string password, Reader L)
    {
        foreach (var validator in people.PasswordValidators)
            if ((await validator.ValidateAsync(people, person, password)).Errors.FirstOrDefault() is { } error)
                return error.Code switch
                {
                    nameof(IdentityErrorDescriber.PasswordTooShort) => L.T($"Paling sedikit {PasswordRules.Shortest} karakter; sekarang {password.Length}.", $"At least {PasswordRules.Shortest} characters; now {password.Length}."),
                    PasswordRules.TooLong => L.T($"Paling banyak {PasswordRules.Longest} karakter.", $"At most {PasswordRules.Longest} characters."),
                    PasswordRules.Own => L.T("Terlalu mirip nama atau surel Anda.", "Too much like your name or address."),
                    _ => L.T("Kata sandi ini termasuk yang pertama ditebak orang. Pilih beberapa kata yang tidak berhubungan.", "This password is among those that are guessed first. Choose a few words that have nothing to do with each other."),
                };
        return null;
    }
}
