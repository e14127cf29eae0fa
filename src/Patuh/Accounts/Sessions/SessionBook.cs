using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Sessions;

/// <summary>
/// Who is signed in: the cookie holds a random token, the database its hash. Ended by signing out, here or elsewhere, after two hours without a request, and
/// after twelve in any case.
/// </summary>
internal sealed class SessionBook(PatuhDb db, TimeProvider time)
{
    public const string Scheme = "patuh";

    private const string Token = "token";

    private static readonly TimeSpan Idle = TimeSpan.FromHours(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // seen is written this often, not with each request
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    /// <summary>The actor of this request, once the cookie has been read; null for the public.</summary>
    public static Actor? Actor(HttpContext http) => http.Items[Scheme] as Actor;

    /// <summary>
    /// Begins a session and gives the browser its cookie; the one that it had is over, so that a token seen before opens nothing afterwards. Saves what whoever calls
    /// has added.
    /// </summary>
    public async Task Begin(HttpContext http, PersonRow person, bool strong, CancellationToken cancel)
    {
        if (Actor(http) is { } before)
            await End(before.PersonId, one: before.SessionId, cancel: cancel);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = Stamp.Now(time);
        await db.Set<SessionRow>().Where(s => s.PersonId == person.Id && string.Compare(s.CreatedAt, Stamp.Of(time.GetUtcNow() - Longest)) < 0).ExecuteDeleteAsync(cancel);
        db.Add(new SessionRow { Id = Hash(token), PersonId = person.Id, CreatedAt = now, SeenAt = now, Device = DeviceName.Of(http.Request.Headers.UserAgent), Strong = strong });
        await db.SaveChangesAsync(cancel);
        // the id is what forms are bound to: they outlive a session of the same person
        var identity = new ClaimsIdentity([new Claim(Token, token), new Claim(ClaimTypes.NameIdentifier, person.Id)], Scheme);
        await http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends sessions of a person: all but <paramref name="keep"/>, or only <paramref name="one"/>.</summary>
    public Task<int> End(string personId, string? keep = null, string? one = null, CancellationToken cancel = default) =>
        db.Set<SessionRow>().Where(s => s.PersonId == personId && (one == null || s.Id == one) && s.Id != keep).ExecuteDeleteAsync(cancel);

    /// <summary>Two queries a request: session with person, and the roles of today with their organisations.</summary>
    public async Task<Actor?> Read(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (principal.FindFirstValue(Token) is not { } token)
            return null;
        var id = Hash(token);
        var found = await (from s in db.Set<SessionRow>() where s.Id == id join p in db.Set<PersonRow>() on s.PersonId equals p.Id select new { s, p.Name, p.Email, p.ClosedAt }).SingleOrDefaultAsync(cancel);
        var now = time.GetUtcNow();
        if (found is null || found.ClosedAt is not null || now - Stamp.Read(found.s.CreatedAt) >= Longest || now - Stamp.Read(found.s.SeenAt) >= Idle)
            return null;
        if (now - Stamp.Read(found.s.SeenAt) >= SeenStep)
            await db.Set<SessionRow>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, Stamp.Of(now)), cancel);
        return new Actor(found.s.PersonId, found.Name, found.Email!, id, found.s.Strong, await Grants(found.s.PersonId, cancel));
    }

    public async Task<IReadOnlyList<Grant>> Grants(string personId, CancellationToken cancel)
    {
        var today = Stamp.Of(Stamp.Today(time));
        var held = await (from g in db.Set<RoleGrantRow>() where g.PersonId == personId join o in db.Set<OrganisationRow>() on g.OrganisationId equals o.Id orderby g.Id select new { g, o }).ToListAsync(cancel);
        return [.. held.Where(h => h.g.IsActive(today) && (h.o.ClosedOn is null || string.CompareOrdinal(today, h.o.ClosedOn) < 0))
            .Select(h => (Role: RoleCatalog.Current.Role(h.g.Role), h.o)).Where(h => h.Role is not null).Select(h => new Grant(h.Role!, h.o))];
    }

    /// <summary>Reads the cookie's session; one that is over is refused and the cookie taken back.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (context.Principal is { } principal && await http.RequestServices.GetRequiredService<SessionBook>().Read(principal, http.RequestAborted) is { } actor)
        {
            http.Items[Scheme] = actor;
            return;
        }
        context.RejectPrincipal();
        await http.SignOutAsync(Scheme);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
