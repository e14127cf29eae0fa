using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;

namespace Patuh.Tests.Accounts;

/// <summary>The one function that decides; pure.</summary>
public sealed class PermissionTests
{
    private static readonly OrganisationRow Head = new() { Id = "ombudsman", Kind = "head_office", Name = "Ombudsman RI" };
    private static readonly OrganisationRow Bengkulu = new() { Id = "perwakilan-bengkulu", Kind = "regional_office", Name = "Perwakilan Bengkulu", ParentId = "ombudsman" };
    private static readonly OrganisationRow Papua = new() { Id = "perwakilan-papua", Kind = "regional_office", Name = "Perwakilan Papua", ParentId = "ombudsman" };
    private static readonly OrganisationRow Lebong = new() { Id = "kabupaten-lebong", Kind = "agency", Name = "Kabupaten Lebong", Province = "17" };
    private static readonly OrganisationRow Asmat = new() { Id = "kabupaten-asmat", Kind = "agency", Name = "Kabupaten Asmat", Province = "93" };
    private static readonly OrganisationRow Ministry = new() { Id = "kementerian-agama", Kind = "agency", Name = "Kementerian Agama" };
    private static readonly OrganisationRow Clinic = new() { Id = "unit-1", Kind = "unit", Name = "Puskesmas", ParentId = "kabupaten-lebong", Province = "17" };
    private static readonly OrganisationRow Registry = new() { Id = "unit-2", Kind = "unit", Name = "Dukcapil", ParentId = "kabupaten-lebong", Province = "17" };

    private static readonly OrganisationRow[] All = [Head, Bengkulu, Papua, Lebong, Asmat, Ministry, Clinic, Registry];

    private static Actor Person(bool strong, params (string Role, OrganisationRow Organisation)[] roles) =>
        new("p1", "Siti", "siti@contoh.go.id", "s1", strong, [.. roles.Select(r => new Grant(RoleCatalog.Current.Role(r.Role)!, r.Organisation))]);

    [Fact]
    public void The_public_may_nothing_that_has_a_name()
    {
        foreach (var right in RoleCatalog.Current.AllRights)
            Assert.Equal(Decision.No, Permission.Decide(null, right.Code, Place.National));
    }

    [Fact]
    public void The_head_office_reaches_all_an_office_its_region_an_agency_its_units_and_a_unit_itself()
    {
        Assert.Equal(All, Seen(Head, "national_administrator"));
        Assert.Equal([Bengkulu, Lebong, Clinic, Registry], Seen(Bengkulu, "assessor"));
        Assert.Equal([Papua, Asmat], Seen(Papua, "assessor"));
        Assert.Equal([Lebong, Clinic, Registry], Seen(Lebong, "agency_coordinator"));
        Assert.Equal([Clinic], Seen(Clinic, "unit_officer"));

        static OrganisationRow[] Seen(OrganisationRow where, string role) =>
            [.. All.Where(o => Permission.May(Person(true, (role, where)), Right.OrganisationsRead, Place.Of(o)))];
    }

    [Fact]
    public void A_reach_filters_a_list_to_what_the_decision_allows_one_by_one()
    {
        foreach (var role in RoleCatalog.Current.AllRoles)
            foreach (var where in All.Where(o => role.Within.Contains(o.Kind)))
                foreach (var right in RoleCatalog.Current.AllRights)
                    foreach (var strong in (bool[])[true, false])
                    {
                        var person = Person(strong, (role.Code, where), ("assessor", Papua));
                        var list = Permission.Reach(person, right.Code).Within(All.AsQueryable()).ToHashSet();
                        Assert.All(All, o => Assert.Equal(Permission.May(person, right.Code, Place.Of(o)), list.Contains(o)));
                    }
    }

    [Fact]
    public void A_strong_right_waits_for_the_second_factor()
    {
        Assert.Equal(Decision.SecondFactor, Permission.Decide(Person(false, ("assessor", Bengkulu)), "answers.write", Place.Of(Clinic)));
        Assert.Equal(Decision.Yes, Permission.Decide(Person(true, ("assessor", Bengkulu)), "answers.write", Place.Of(Clinic)));
        Assert.Equal(Decision.No, Permission.Decide(Person(false, ("assessor", Papua)), "answers.write", Place.Of(Clinic)));
    }

    [Fact]
    public void Who_assessed_a_unit_does_not_review_it_and_reviews_others()
    {
        var both = Person(true, ("assessor", Bengkulu), ("quality_reviewer", Bengkulu));
        Assert.Equal(Decision.Separated, Permission.Decide(both, "answers.review", Place.Of(Clinic), new HashSet<string> { "answers.write" }));
        Assert.Equal(Decision.Yes, Permission.Decide(both, "answers.review", Place.Of(Registry), new HashSet<string>()));
    }

    [Fact]
    public void Every_right_that_changes_results_or_reads_identities_asks_for_a_second_factor()
    {
        foreach (var code in (string[])["results.fix", "results.publish", "answers.write", "answers.review", "instruments.write", "complaint.identity.read", "people.grant", "people.invite", "audit.read", "error_reports.read"])
            Assert.True(RoleCatalog.Current.Right(code).Strong, code);
    }

    [Fact]
    public void An_unknown_right_is_a_mistake_and_no_decision() =>
        Assert.Throws<ArgumentException>(() => Permission.Decide(null, "results.invent", Place.National));

    [Fact]
    public void Roles_and_rights_of_the_code_stand_in_the_data()
    {
        foreach (var field in typeof(Right).GetFields().Where(f => f.IsLiteral))
            Assert.NotNull(RoleCatalog.Current.Right((string)field.GetRawConstantValue()!));
        Assert.All(RoleCatalog.Current.AllRoles, r => Assert.All(r.Grants, g => Assert.NotNull(RoleCatalog.Current.Role(g))));
        Assert.All(RoleCatalog.Current.Separations, s => Assert.Equal(s.Used, RoleCatalog.Current.Right(s.Used).Code));
        Assert.Equal(14, RoleCatalog.Current.AllRoles.Count);
    }

    [Fact]
    public void There_are_34_offices_and_each_of_38_provinces_has_one()
    {
        Assert.Equal(34, RegionalOffices.All.Count);
        Assert.Equal(38, RegionalOffices.All.SelectMany(o => o.Provinces).Distinct().Count());
        Assert.Equal(38, RegionalOffices.All.Sum(o => o.Provinces.Count));
        Assert.Equal("perwakilan-papua", RegionalOffices.Of("95")!.Id);
    }
}
