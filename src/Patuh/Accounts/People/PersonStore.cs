using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Accounts.People;

/// <summary>Identity's store on our database; secrets of second factors lie in it encrypted.</summary>
internal sealed class PersonStore(PatuhDb db, IDataProtectionProvider protection, IdentityErrorDescriber errors)
    : UserOnlyStore<PersonRow, PatuhDb, string, PersonClaimRow, PersonLoginRow, PersonTokenRow, PersonPasskeyRow>(db, errors)
{
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
}
