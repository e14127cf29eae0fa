using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using Patuh.Accounts.People;
using Patuh.Platform;

namespace Patuh.Accounts.SignIn;

/// <summary>
/// What a password must be: long, and not what everybody guesses first. No rules about kinds of characters: they make passwords that are alike.
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<PersonRow>
{
    public const int Shortest = 12;
    public const int Longest = 256;

    /// <summary>PBKDF2 with SHA-512, as OWASP advises.</summary>
    public const int Iterations = 210_000;

    public const string Common = "PasswordCommon";
    public const string Own = "PasswordOwn";
    public const string TooLong = "PasswordTooLong";

    /// <summary>From here on figures and marks alone are enough: below, they are dates and telephone numbers.</summary>
    private const int LongFigures = 20;

    private static readonly Lazy<FrozenSet<string>> Guessed = new(() => File.ReadLines(Content.Path("common-passwords.txt")).Where(l => l.Length > 0).ToFrozenSet(StringComparer.Ordinal));

    public Task<IdentityResult> ValidateAsync(UserManager<PersonRow> manager, PersonRow user, string? password)
    {
        var problem =
            password is { Length: > Longest } ? TooLong
            : password is null || IsCommon(password) ? Common
            : IsOwn(password, user) ? Own
            : null;
        return Task.FromResult(problem is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = problem, Description = problem }));
    }

    /// <summary>A list of the passwords that are guessed first has it: as it is, without the figures around it, or as a few of them in a row.</summary>
    public static bool IsCommon(string password)
    {
        var text = password.ToLowerInvariant();
        if (text.Distinct().Count() < 5 || IsRun(text))
            return true;
        var word = text.Trim([.. "0123456789!@#$%^&*()-_=+.,?/ "]);
        return Guessed.Value.Contains(text) || (word.Length < 4 ? text.Length < LongFigures : Guessed.Value.Contains(word) || IsRow(word, 3));
    }

    private static bool IsOwn(string password, PersonRow user)
    {
        var text = password.ToLowerInvariant();
        if (user.Email is { } email && text.Contains(email.Split('@')[^1].ToLowerInvariant(), StringComparison.Ordinal))
            text = text.Replace(email.Split('@')[^1].ToLowerInvariant(), "", StringComparison.Ordinal);
        foreach (var part in user.Name.Split(' ').Concat((user.Email ?? "").Split('@', '.')).Select(p => p.ToLowerInvariant()).Where(p => p.Length >= 4))
            text = text.Replace(part, "", StringComparison.Ordinal);
        // what is left beside one's own names is too little
        return text.Length < Shortest / 2;
    }

    private static bool IsRun(string text)
    {
        for (var i = 1; i < text.Length; i++)
            if (text[i] - text[i - 1] is not (1 or -1 or 0))
                return false;
        return true;
    }

    /// <summary>At most <paramref name="most"/> guessed words in a row, such as "rahasiapassword".</summary>
    private static bool IsRow(string text, int most)
    {
        if (text.Length == 0)
            return true;
        if (most == 0)
            return false;
        for (var length = text.Length; length >= 4; length--)
            if (Guessed.Value.Contains(text[..length]) && IsRow(text[length..], most - 1))
                return true;
        return false;
    }
}
