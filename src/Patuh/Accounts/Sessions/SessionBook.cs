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

    /// <summary>One journey a request: the session, its person, and the roles of today with their organisations.</summary>
    public async Task<Actor?> Read(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (principal.FindFirstValue(Token) is not { } token)
            return null;
        var id = Hash(token);
        var journey = new Journey(db);
        var sessions = journey.Ask<Found>($"select p.id, p.name, p.email, p.closed_at, s.created_at, s.seen_at, s.strong from session s join person p on p.id = s.person_id where s.id = {id}");
        var grants = journey.Ask<RoleGrantRow>($"select g.* from session s join role_grant g on g.person_id = s.person_id where s.id = {id}");
        var places = journey.Ask<OrganisationRow>($"select o.* from session s join role_grant g on g.person_id = s.person_id join organisation o on o.id = g.organisation_id where s.id = {id}");
        // hardly anybody carries on the work of another: whether somebody does is a look into an index, the whole line is followed only then
        var carried = journey.Ask<Carried>($"select c.predecessor_id, c.successor_id from session s join role_grant g on g.person_id = s.person_id join organisation_succession c on c.successor_id = g.organisation_id where s.id = {id}");
        await journey.Go(cancel);
        var now = time.GetUtcNow();
        if (sessions is not [{ ClosedAt: null } found] || now - Stamp.Read(found.CreatedAt) >= Longest || now - Stamp.Read(found.SeenAt) >= Idle)
            return null;
        if (now - Stamp.Read(found.SeenAt) >= SeenStep)
            await db.Set<SessionRow>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, Stamp.Of(now)), cancel);
        return new Actor(found.Id, found.Name, found.Email, id, found.Strong, Grants(grants, places, carried.Count == 0 ? [] : await Former(id, cancel)));
    }

    public async Task<IReadOnlyList<Grant>> Grants(string personId, CancellationToken cancel)
    {
        var journey = new Journey(db);
        var grants = journey.Ask<RoleGrantRow>($"select * from role_grant where person_id = {personId}");
        var places = journey.Ask<OrganisationRow>($"select o.* from role_grant g join organisation o on o.id = g.organisation_id where g.person_id = {personId}");
        await journey.Go(cancel);
        return Grants(grants, places, []);
    }

    /// <summary>Organisations that are no more today, each with the one of the person's in which its work goes on, through however many changes.</summary>
    private async Task<IReadOnlyList<Carried>> Former(string session, CancellationToken cancel)
    {
        var journey = new Journey(db);
        var former = journey.Ask<Carried>($"""
            with recursive carried (id, by_id) as (
              select c.predecessor_id, c.successor_id from session s join role_grant g on g.person_id = s.person_id join organisation_succession c on c.successor_id = g.organisation_id where s.id = {session}
              union select c.predecessor_id, f.by_id from carried f join organisation_succession c on c.successor_id = f.id
            ) select o.id, f.by_id from carried f join organisation o on o.id = f.id where o.closed_on is not null and o.closed_on <= {Stamp.Of(Stamp.Today(time))}
            """);
        await journey.Go(cancel);
        return former;
    }

    private List<Grant> Grants(IEnumerable<RoleGrantRow> grants, IEnumerable<OrganisationRow> places, IReadOnlyList<Carried> former)
    {
        var today = Stamp.Of(Stamp.Today(time));
        var byId = places.DistinctBy(o => o.Id).ToDictionary(o => o.Id, StringComparer.Ordinal);
        return [.. grants.OrderBy(g => g.Id, StringComparer.Ordinal).Where(g => g.IsActive(today)).Select(g => (Role: RoleCatalog.Current.Role(g.Role), Place: byId[g.OrganisationId]))
            .Where(h => h.Role is not null && (h.Place.ClosedOn is null || string.CompareOrdinal(today, h.Place.ClosedOn) < 0)).Select(h => new Grant(h.Role!, h.Place)
            {
                Former = [.. former.Where(f => f.ById == h.Place.Id).Select(f => f.Id)],
            })];
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

    /// <summary>An organisation that is no more, and the one in which its work goes on.</summary>
    private sealed record Carried(string Id, string ById);

    private sealed record Found(string Id, string Name, string Email, string? ClosedAt, string CreatedAt, string SeenAt, bool Strong);
}
