using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Patuh.Platform.Data;

namespace Patuh.Accounts.People;

/// <summary>Identity's store on our database; secrets of second factors lie in it encrypted.</summary>
internal sealed class PersonStore(PatuhDb db, IDataProtectionProvider protection, IOptions<PasswordHasherOptions> hashing, IdentityErrorDescriber errors)
    : UserOnlyStore<PersonRow, PatuhDb, string, PersonClaimRow, PersonLoginRow, PersonTokenRow, PersonPasskeyRow>(db, errors)
{
    private const string Own = "patuh";
    private const string Recovery = "recovery-codes";

    private readonly IDataProtector protector = protection.CreateProtector("patuh.person-token");

    // reading is untracked by default here; Identity changes what it has read
    public override IQueryable<PersonRow> Users => base.Users.AsTracking();

    public override Task<PersonRow?> FindByIdAsync(string userId, CancellationToken cancellationToken = default) =>
        Users.SingleOrDefaultAsync(p => p.Id == userId, cancellationToken);

    protected override Task<PersonTokenRow?> FindTokenAsync(PersonRow user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Context.Set<PersonTokenRow>().AsTracking().SingleOrDefaultAsync(t => t.UserId == user.Id && t.LoginProvider == loginProvider && t.Name == name, cancellationToken);

    public override Task SetTokenAsync(PersonRow user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(PersonRow user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { Length: > 0 } kept ? protector.Unprotect(kept) : null;

    /// <summary>Recovery codes are kept as hashes, like passwords: a salt, then a hash each.</summary>
    public override Task ReplaceCodesAsync(PersonRow user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return SetTokenAsync(user, Own, Recovery, string.Join(';', recoveryCodes.Select(code => Hash(code, salt)).Prepend(Convert.ToBase64String(salt))), cancellationToken);
    }

    public override async Task<bool> RedeemCodeAsync(PersonRow user, string code, CancellationToken cancellationToken)
    {
        if (await Kept(user, cancellationToken) is not [var salt, .. var hashes])
            return false;
        var hash = Hash(code, Convert.FromBase64String(salt));
        if (!hashes.Contains(hash))
            return false;
        await SetTokenAsync(user, Own, Recovery, string.Join(';', hashes.Where(h => h != hash).Prepend(salt)), cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(PersonRow user, CancellationToken cancellationToken) => Math.Max(0, (await Kept(user, cancellationToken)).Length - 1);

    private async Task<string[]> Kept(PersonRow user, CancellationToken cancel) => (await GetTokenAsync(user, Own, Recovery, cancel) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);

    private string Hash(string code, byte[] salt) => Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(code, salt, hashing.Value.IterationCount, HashAlgorithmName.SHA512, 32));
}
