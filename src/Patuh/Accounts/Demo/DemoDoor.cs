using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Sessions;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Demo;

/// <summary>An invented person of the demo, one for each role.</summary>
internal sealed record DemoPerson(Role Role, string Name, string Organisation);

/// <summary>
/// Signs in as any role with one click, without password. It is brought by <c>patuh demo</c> alone, answers to loopback addresses alone, and its people have no
/// password: on the same database <c>patuh serve</c> has no such door.
/// </summary>
internal sealed class DemoDoor(IReadOnlyList<DemoPerson> people)
{
    private const string OfDemo = "@demo.invalid";

    // a province, a regency and one of its units: what is seen of each other's work is then easy to follow
    private const string Office = "perwakilan-bengkulu";
    private const string Agency = "kabupaten-lebong";
    private const string Unit = "unit-demo-puskesmas-lebong";

    private static readonly string[] Names =
        ["Ayu Lestari", "Bima Pranata", "Citra Maharani", "Damar Wicaksono", "Eka Puspita", "Fajar Nugroho", "Gita Savitri", "Hendra Wijaya", "Indah Permata", "Joko Susilo", "Kartika Dewi", "Lukman Hakim", "Mega Utami", "Nanda Saputra"];

    public IReadOnlyList<DemoPerson> People { get; } = people;

    public static SitePart Part { get; } = new(
        services => services.AddSingleton(new DemoDoor([.. RoleCatalog.Current.AllRoles.Select((role, i) => new DemoPerson(role, Names[i % Names.Length], OrganisationName(role)))])),
        routes => routes.MapPost(WorkArea.Root + "/demo", Enter).ExcludeFromDescription().Public())
    { Prepare = Prepare };

    private static string OrganisationId(Role role) => role.Within[0] switch
    {
        OrganisationKind.HeadOffice => OrganisationRow.HeadOfficeId,
        OrganisationKind.RegionalOffice => Office,
        OrganisationKind.Agency => Agency,
        _ => Unit,
    };

    private static string OrganisationName(Role role) => role.Within[0] switch
    {
        OrganisationKind.HeadOffice => "Ombudsman RI",
        OrganisationKind.RegionalOffice => "Perwakilan Bengkulu",
        OrganisationKind.Agency => "Kabupaten Lebong",
        _ => "Puskesmas (contoh), Kabupaten Lebong",
    };

    private static string Email(Role role) => role.Code.Replace('_', '-') + OfDemo;

    private static async Task<IResult> Enter(HttpContext http, IAntiforgery antiforgery, PatuhDb db, SessionBook sessions, TimeProvider time, CancellationToken cancel)
    {
        // a name that an attacker points at this machine is not this machine's own
        if (http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || !(http.Request.Host.Host is "localhost" || IPAddress.TryParse(http.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)))
            return TypedResults.NotFound();
        if (!await antiforgery.IsRequestValidAsync(http) || RoleCatalog.Current.Role((await http.Request.ReadFormAsync(cancel))["peran"]) is not { } role)
            return TypedResults.BadRequest();
        var email = Email(role).ToUpperInvariant();
        var person = await db.Set<PersonRow>().SingleAsync(p => p.NormalizedEmail == email, cancel);
        db.Audit(time, new By(person.Id), "session.begun", new Subject("person", person.Id), after: new { strong = true, demo = true });
        await sessions.Begin(http, person, strong: true, cancel);
        http.Response.Headers.Location = Reader.Of(http).Url(WorkArea.Root);
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static void Prepare(PatuhDb db)
    {
        var time = TimeProvider.System;
        if (!db.Set<OrganisationRow>().Any(o => o.Id == Unit))
            db.Add(new OrganisationRow { Id = Unit, Kind = OrganisationKind.Unit, Name = "Puskesmas (contoh)", ParentId = Agency, Province = "17" });
        var known = db.Set<PersonRow>().Where(p => p.Email!.EndsWith(OfDemo)).Select(p => p.Email).ToHashSet();
        var normalizer = new UpperInvariantLookupNormalizer();
        foreach (var (role, i) in RoleCatalog.Current.AllRoles.Select((role, i) => (role, i)).Where(r => !known.Contains(Email(r.role))))
        {
            var email = Email(role);
            var person = new PersonRow
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                Name = Names[i % Names.Length],
                UserName = email,
                NormalizedUserName = normalizer.NormalizeName(email),
                Email = email,
                NormalizedEmail = normalizer.NormalizeEmail(email),
                CreatedAt = Stamp.Now(time),
            };
            db.Add(person);
            db.Add(new RoleGrantRow
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                PersonId = person.Id,
                Role = role.Code,
                OrganisationId = OrganisationId(role),
                ValidFrom = "2024-01-01",
                GrantedAt = Stamp.Now(time),
            });
            db.Audit(time, By.CommandLine, "person.added", new Subject("person", person.Id), after: new { demo = true, role = role.Code, organisation = OrganisationId(role) });
        }
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }
}
