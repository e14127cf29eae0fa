using Microsoft.AspNetCore.Identity;
using Patuh.Accounts.People;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Passkeys;

/// <summary>What passkeys ask of Identity: a key of this very site, kept by the device, opened by its owner each time.</summary>
internal static class PasskeySite
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<PersonRow>, PasskeyHandler<PersonRow>>();
        services.AddScoped<PasskeyDoor>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<SiteOperator>((o, site) =>
        {
            // a fingerprint, a face or a PIN is asked for: a key counts as password and second factor in one
            (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required");
            o.ServerDomain = site.PublicUrl is { } url ? new Uri(url).Host : null;
            o.ValidateOrigin = c => ValueTask.FromResult(!c.CrossOrigin && c.Origin == site.Address(c.HttpContext.Request, ""));
        });
    }
}
