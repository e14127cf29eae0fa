using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Accounts.Passkeys;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Sessions;
using Patuh.Accounts.SignIn;
using Patuh.Accounts.Trail;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts;

/// <summary>What accounts bring to the site: people, sessions, and the gate before every route.</summary>
internal static class AccountsSite
{
    public static SitePart Part { get; } = new(Services, routes => routes.MapGet("/segel.csv", SealsPageModel.Csv).ExcludeFromDescription().Public())
    {
        Prepare = RegionalOffices.Prepare,
        Pipeline = app =>
        {
            TreeDay.Use(app);
            AccessGate.Use(app);
        },
    };

    private static void Services(IServiceCollection services)
    {
        services.AddAuthentication(SessionBook.Scheme).AddCookie(SessionBook.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(SessionBook.Scheme).Configure<SiteOperator>((o, site) =>
        {
            o.Cookie = new WorkCookie("patuh", SameSiteMode.Lax, site);
            (o.ExpireTimeSpan, o.SlidingExpiration) = (TimeSpan.FromHours(12), false);
            o.Events.OnValidatePrincipal = SessionBook.Validate;
        });
        services.AddIdentityCore<PersonRow>(o =>
        {
            o.User.RequireUniqueEmail = true;
            // names to sign in with are e-mail addresses
            o.User.AllowedUserNameCharacters = "";
            (o.Password.RequiredLength, o.Password.RequiredUniqueChars) = (PasswordRules.Shortest, 1);
            (o.Password.RequireDigit, o.Password.RequireLowercase, o.Password.RequireUppercase, o.Password.RequireNonAlphanumeric) = (false, false, false, false);
        }).AddDefaultTokenProviders().AddPasswordValidator<PasswordRules>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordRules.Iterations);
        services.AddScoped<PersonStore>();
        services.AddScoped<IUserStore<PersonRow>>(s => s.GetRequiredService<PersonStore>());
        services.AddScoped<SessionBook>();
        services.AddScoped<PasswordDoor>();
        services.AddScoped<SecondFactor>();
        services.AddPasskeys();
        services.AddScoped<TreeBook>();
        services.AddSingleton<TreeDay>().AddHostedService<TreeService>();
        services.AddSingleton<SignInBudgets>();
        services.AddSingleton<KnownDevice>();
    }
}
