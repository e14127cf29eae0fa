using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.People;

/// <summary>Orang: somebody who signs in, with an e-mail address. Rights come from roles, never from the account.</summary>
internal sealed class PersonRow : IdentityUser
{
    public required string Name { get; set; }

    public required string CreatedAt { get; init; }

    /// <summary>Closed accounts do not sign in; what they did stays.</summary>
    public string? ClosedAt { get; set; }
}

/// <summary>A secret of a second factor.</summary>
internal sealed class PersonTokenRow : IdentityUserToken<string>;

/// <summary>Kunci sandi: a passkey.</summary>
internal sealed class PersonPasskeyRow : IdentityUserPasskey<string>;

// the store's type parameters ask for them; no sign-in through others' accounts yet, and rights are not claims
internal sealed class PersonClaimRow : IdentityUserClaim<string>;

internal sealed class PersonLoginRow : IdentityUserLogin<string>;

internal sealed class PeopleTables : IEntityTypeConfiguration<PersonRow>, IEntityTypeConfiguration<PersonTokenRow>, IEntityTypeConfiguration<PersonPasskeyRow>
{
    public void Configure(EntityTypeBuilder<PersonRow> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(p => p.UserName).IsRequired();
        builder.Property(p => p.NormalizedUserName).IsRequired();
        builder.Property(p => p.Email).IsRequired();
        builder.Property(p => p.NormalizedEmail).IsRequired();
        builder.Ignore(p => p.PhoneNumber);
        builder.Ignore(p => p.PhoneNumberConfirmed);
        // nobody can be locked out by others: guesses have budgets instead
        builder.Ignore(p => p.LockoutEnd);
        builder.Ignore(p => p.LockoutEnabled);
        builder.Ignore(p => p.AccessFailedCount);
    }

    public void Configure(EntityTypeBuilder<PersonTokenRow> builder) => builder.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });

    public void Configure(EntityTypeBuilder<PersonPasskeyRow> builder)
    {
        builder.HasKey(p => p.CredentialId);
        // as text of our own: EF writes bytes into JSON in another way on each database, and a backup of one is restored to the other
        builder.Property(p => p.Data).HasConversion(d => JsonSerializer.Serialize(d, JsonSerializerOptions.Default), t => JsonSerializer.Deserialize<IdentityPasskeyData>(t, JsonSerializerOptions.Default)!);
    }
}
