using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Roles;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Web;
using Patuh.Results.ErrorReports;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Accounts;

public sealed class SqliteMatrixTests : MatrixTests<SqliteDatabase>;

public sealed class PostgresMatrixTests : MatrixTests<PostgresDatabase>;

/// <summary>Every route by every role, on what is its own and on what is foreign, over HTTP.</summary>
public abstract class MatrixTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string PersonIn = "person-in-", UnitFar = "unit-far", ProofIn = "proof-in-";

    private static readonly string[] TreePages = ["/nama", "/pindah", "/pecah", "/gabung"];
    private static readonly string[] Numbered = ["?handler=Batalkan", "/narahubung?handler=Keadaan", "/narahubung?handler=Betulkan", "/narahubung?handler=Uji", "/narahubung/daftar?handler=Akhiri"];

    private readonly WorkSite<T> site = new(demo: true, null);

    public void Dispose()
    {
        site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_table_of_permissions_is_the_committed_one_and_every_route_is_in_it()
    {
        var routes = await RouteTable.Of(site.Services);
        Assert.DoesNotContain(routes, r => r.Access is null);
        var file = Repository.File("docs", "permissions.md");
        var text = RouteTable.Markdown(routes);
        if (!File.Exists(file))
            File.WriteAllText(file, text);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public async Task Every_route_answers_every_role_as_the_table_says()
    {
        Fill();
        var routes = (await RouteTable.Of(site.Services)).Where(r => r.Access is not PublicAttribute).ToList();
        Assert.NotEmpty(routes);
        var wrong = new List<string>();
        using (var nobody = site.Visitor())
            foreach (var route in routes)
            {
                var answer = await Ask(nobody, route, Address(route, "x"), token: null);
                if (answer.Status != (route.Method == "GET" && !route.Pattern.Contains("/api/", StringComparison.Ordinal) ? 302 : 401))
                    wrong.Add($"nobody {route.Method} {route.Pattern}: {answer.Status}");
            }
        var asked = 0;
        foreach (var role in RoleCatalog.Current.AllRoles)
        {
            using var visitor = await site.Visitor().As(role.Code);
            var token = (await visitor.Get("/kerja")).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
            foreach (var route in routes.Where(r => r.Pattern != "/kerja/keluar"))
                foreach (var (address, own) in Addresses(route, role))
                {
                    asked++;
                    var answer = await Ask(visitor, route, address, token);
                    var expected = route.Cell(role) == "–" ? "refused" : own ? "answered" : "not found";
                    var got = answer.Status switch { 403 => "refused", 404 => "not found", 200 or 204 or 303 or 400 => "answered", _ => answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) };
                    if (got != expected)
                        wrong.Add($"{role.Code} {route.Method} {address}: {expected} expected, {answer.Status} came");
                }
        }
        Assert.Empty(wrong);
        Assert.True(asked > 14 * 15, $"{asked}");
    }

    [Fact]
    public async Task Without_a_second_factor_strong_routes_are_refused_and_others_are_not()
    {
        using var visitor = await site.Member("kepala@contoh.go.id", "head_of_office", "perwakilan-bengkulu");
        foreach (var route in (await RouteTable.Of(site.Services)).Where(r => r.Right is not null && r.Method == "GET"))
        {
            var right = RoleCatalog.Current.Right(route.Right!);
            var answer = await visitor.Get(Address(route, "kabupaten-lebong"));
            if (RoleCatalog.Current.Role("head_of_office")!.Rights.Contains(right.Code) && right.Strong)
                Assert.Contains("faktor kedua", answer.Text, StringComparison.Ordinal);
            if (right.Strong)
                Assert.Equal(403, answer.Status);
        }
    }

    [Fact]
    public async Task Lists_show_and_count_only_what_is_within_reach()
    {
        Fill();
        using var head = await site.Visitor().As("head_of_office");
        var list = await head.Get("/kerja/organisasi");
        var names = list.Page.QuerySelectorAll("tbody th").Select(c => c.TextContent).ToList();
        Assert.Contains("Kabupaten Lebong", names);
        Assert.DoesNotContain("Kabupaten Asmat", names);
        Assert.Contains($"{names.Count} organisasi", list.Text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada organisasi", (await head.Get("/kerja/organisasi?q=Asmat")).Text, StringComparison.Ordinal);
        var people = await head.Get("/kerja/orang");
        Assert.Contains("Orang kabupaten-lebong", people.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("kabupaten-asmat", people.Html, StringComparison.Ordinal);
        // somebody with a role here and one elsewhere is seen with the role here alone
        using (var db = site.Database.Open())
        {
            db.Add(Grant(PersonIn + "kabupaten-lebong", "agency_coordinator", "kabupaten-asmat"));
            db.SaveChanges();
        }
        Assert.DoesNotContain("Asmat", (await head.Get("/kerja/orang")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Asmat", (await head.Get("/kerja/orang/" + PersonIn + "kabupaten-lebong")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_costs_as_many_queries_for_many_people_as_for_few()
    {
        Fill();
        using var visitor = await site.Visitor().As("national_administrator");
        var few = await Queries(() => visitor.Get("/kerja/orang"));
        using (var db = site.Database.Open())
        {
            for (var i = 0; i < 40; i++)
            {
                db.Add(Person($"many-{i}"));
                db.Add(Grant($"many-{i}", "agency_coordinator", "kabupaten-lebong"));
            }
            db.SaveChanges();
        }
        Assert.Equal(few, await Queries(() => visitor.Get("/kerja/orang")));
        Assert.InRange(few, 3, 6);
    }

    private async Task<int> Queries(Func<Task<Answer>> ask)
    {
        await ask();
        return await site.Queries.During(ask);
    }

    private static async Task<Answer> Ask(Visitor visitor, RouteEntry route, string address, string? token) =>
        route.Method == "GET" ? await visitor.Get(address)
        : route.Pattern.StartsWith("/kerja/berkas/unggah", StringComparison.Ordinal) ? await Tus(visitor, route, address)
        : route.Pattern.StartsWith("/kerja/api/", StringComparison.Ordinal) ? new Answer((await visitor.PostJson(address, new { })).Status, "", null, new HttpResponseMessage().Headers)
        : await visitor.Post(address, token is null ? [] : [new("__RequestVerificationToken", token)]);

    private static async Task<Answer> Tus(Visitor visitor, RouteEntry route, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Origin", visitor.Address);
        using var response = await visitor.Ask(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), null, response.Headers);
    }

    private static string Address(RouteEntry route, string id) => route.Pattern.Replace("{id}", id, StringComparison.Ordinal);

    /// <summary>The addresses of a route with something that is the role's own, and with something foreign where there is such.</summary>
    private IEnumerable<(string Address, bool Own)> Addresses(RouteEntry route, Role role)
    {
        if (route.Pattern.Contains("{class}", StringComparison.Ordinal))
            return [(route.Pattern.Replace("{cycle}", "2026-simulasi", StringComparison.Ordinal).Replace("{class}", "regency", StringComparison.Ordinal), true)];
        if (route.Pattern.Contains("{instrument}", StringComparison.Ordinal))
            return [(route.Pattern.Replace("{instrument}", "ombudsman-2025", StringComparison.Ordinal), true), (route.Pattern.Replace("{instrument}", "none", StringComparison.Ordinal), false)];
        if (route.Pattern.Contains("{cycle}", StringComparison.Ordinal) || route.Pattern.Contains("{assessment}", StringComparison.Ordinal))
            return OfCycle(route, role);
        if (!route.Pattern.Contains("{id}", StringComparison.Ordinal))
            return [(route.Pattern, OwnWithout(route))];
        if (route.Pattern.StartsWith("/kerja/jejak/", StringComparison.Ordinal))
            return [(Address(route, Event()), true), (Address(route, "none"), false)];
        if (route.Pattern.StartsWith("/kerja/bukti/", StringComparison.Ordinal))
            // a new version depends on more than the right
            return route.Method == "GET" ? [(Address(route, ProofIn + "lebong"), true), (Address(route, role.Within[0] == OrganisationKind.HeadOffice ? "none" : ProofIn + "asmat"), false)] : [(Address(route, role.Within[0] == OrganisationKind.HeadOffice ? "none" : ProofIn + "asmat"), false)];
        // nobody has uploaded anything
        if (route.Pattern.StartsWith("/kerja/berkas/", StringComparison.Ordinal))
            return [(Address(route, "none"), false)];
        var (own, foreign) = role.Within[0] switch
        {
            OrganisationKind.HeadOffice => ("kabupaten-lebong", "none"),
            OrganisationKind.RegionalOffice => ("kabupaten-lebong", "kabupaten-asmat"),
            OrganisationKind.Agency => ("kabupaten-lebong", "kabupaten-asmat"),
            _ => ("unit-demo-puskesmas-lebong", UnitFar),
        };
        if (route.Pattern.StartsWith("/kerja/orang/", StringComparison.Ordinal))
            // what is done to a person needs more than the page: the person is found, the act is refused or asked about
            return route.Method == "GET" ? [(Address(route, PersonIn + own), true), (Address(route, PersonIn + foreign), false)] : [(Address(route, PersonIn + foreign), false)];
        if (TreePages.Any(route.Pattern.Contains) && role.Within[0] != OrganisationKind.Unit)
            // a unit of the agency: what becomes of the agency itself is for the nation alone
            return [(Address(route, "unit-demo-puskesmas-lebong"), true), (Address(route, UnitFar), role.Within[0] == OrganisationKind.HeadOffice)];
        if (Numbered.Any(n => route.Pattern.EndsWith(n, StringComparison.Ordinal)))
            // changes, messages and calls are found by a number in the form
            return [(Address(route, foreign), false)];
        if (route.Pattern.EndsWith("handler=Tutup", StringComparison.Ordinal) || route.Pattern.EndsWith("handler=Tarik", StringComparison.Ordinal))
            // closes units and withdraws invitations alone: with an agency, or without a number, there is nothing to find
            return [(Address(route, foreign), false)];
        return [(Address(route, own), true), (Address(route, foreign), false)];
    }

    /// <summary>Pages of a cycle: an own unit and a foreign one; what is sent there is tried on what is foreign alone, for it depends on more than the right.</summary>
    private IEnumerable<(string Address, bool Own)> OfCycle(RouteEntry route, Role role)
    {
        using var db = site.Database.Open();
        var unit = db.Set<AssessmentRow>().Single(a => a.OrganisationId == "unit-demo-puskesmas-lebong").Id;
        var far = role.Within[0] == OrganisationKind.HeadOffice ? "none" : db.Set<AssessmentRow>().First(a => a.AgencyId == "kabupaten-asmat").Id;
        var foreign = route.Pattern.Contains("{assessment}", StringComparison.Ordinal) ? Of("2026-simulasi", "", far) : route.Pattern.Contains("{agency}", StringComparison.Ordinal) && role.Within[0] != OrganisationKind.HeadOffice ? Of("2026-simulasi", "kabupaten-asmat", "") : Of("none", "none", "");
        yield return (foreign, false);
        var sees = role.Rights.Contains("answers.read") || role.Rights.Contains("self_assessment.write");
        if (route.Method == "GET" && !route.Pattern.EndsWith("/perubahan", StringComparison.Ordinal) && !route.Pattern.Contains("{notice}", StringComparison.Ordinal))
            yield return (Of("2026-simulasi", "kabupaten-lebong", unit), sees);

        string Of(string cycle, string agency, string assessment) => route.Pattern.Replace("{cycle}", cycle, StringComparison.Ordinal).Replace("{agency}", agency, StringComparison.Ordinal)
            .Replace("{assessment}", assessment, StringComparison.Ordinal).Replace("{part}", "input", StringComparison.Ordinal).Replace("{which}", "produk", StringComparison.Ordinal).Replace("{indicator}/{subject?}", "in.3", StringComparison.Ordinal);
    }

    /// <summary>Error reports are found by a number in the form: without one there is nothing.</summary>
    private static bool OwnWithout(RouteEntry route) => !route.Pattern.StartsWith("/kerja/laporan-kesalahan?", StringComparison.Ordinal);

    private string Event()
    {
        using var db = site.Database.Open();
        return db.Set<AuditEventRow>().OrderBy(e => e.Id).First().Id;
    }

    private void Fill()
    {
        using var db = site.Database.Open();
        db.Add(new OrganisationRow { Id = UnitFar, Kind = OrganisationKind.Unit, Name = "Puskesmas Asmat", ParentId = "kabupaten-asmat", Province = "93" });
        foreach (var (organisation, role) in ((string, string)[])[("kabupaten-lebong", "agency_coordinator"), ("kabupaten-asmat", "agency_coordinator"), ("unit-demo-puskesmas-lebong", "unit_officer"), (UnitFar, "unit_officer")])
        {
            db.Add(Person(PersonIn + organisation));
            db.Add(Grant(PersonIn + organisation, role, organisation));
        }
        Patuh.Assessments.Demo.DemoCycle.Fill(db, site.Clock);
        var puskesmas = db.Set<AssessmentRow>().First(a => a.AgencyId == "kabupaten-lebong" && a.Kind == "puskesmas").Id;
        db.Set<AssessmentRow>().Where(a => a.Id == puskesmas).ExecuteUpdate(a => a.SetProperty(x => x.OrganisationId, "unit-demo-puskesmas-lebong"));
        db.Add(new StoredFileRow { Hash = "none", Size = 1, MediaType = "application/pdf", State = FileState.Clean, CreatedAt = "2026-11-20T00:00:00Z" });
        db.SaveChanges();
        foreach (var (place, assessment) in ((string, AssessmentRow)[])[("lebong", db.Set<AssessmentRow>().Single(a => a.Id == puskesmas)), ("asmat", db.Set<AssessmentRow>().First(a => a.AgencyId == "kabupaten-asmat"))])
            db.Add(new EvidenceRow { Id = ProofIn + place, CycleId = assessment.CycleId, AgencyId = assessment.AgencyId, AssessmentId = assessment.Id, Kind = "self", SeriesId = ProofIn + place, FileHash = "none", Name = "bukti.pdf", Description = "", Version = 1, UploadedBy = PersonIn + "kabupaten-lebong", UploadedAt = Stamp.Now(site.Clock) });
        db.Add(new ErrorReportRow { Id = "e1", Number = "AAAA-2222", Message = "salah", SentAt = "2026-11-20T00:00:00Z" });
        db.SaveChanges();
    }

    private static PersonRow Person(string id) => new()
    {
        Id = id,
        Name = "Orang " + id.Replace(PersonIn, "", StringComparison.Ordinal),
        Email = id + "@contoh.go.id",
        UserName = id + "@contoh.go.id",
        NormalizedEmail = id.ToUpperInvariant() + "@CONTOH.GO.ID",
        NormalizedUserName = id.ToUpperInvariant() + "@CONTOH.GO.ID",
        CreatedAt = "2026-01-01T00:00:00.000Z",
    };

    private static RoleGrantRow Grant(string person, string role, string organisation) => new()
    {
        Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch).ToString(),
        PersonId = person,
        Role = role,
        OrganisationId = organisation,
        ValidFrom = Stamp.Of(new DateOnly(2026, 1, 1)),
        GrantedAt = "2026-01-01T00:00:00.000Z",
    };
}
