using Patuh.TestSupport;

namespace Patuh.Scoring.Tests;

/// <summary>Scored, incomplete, not applicable, not assessed: under every roll-up and at every level, by hand.</summary>
public sealed class StateTests
{
    private static readonly string ByProduct = TestPackage.Instrument.Replace("rollup: mean_of_units", "rollup: mean_of_products", StringComparison.Ordinal);

    private static readonly string WithAgencyLevel = TestPackage.Instrument + """

          - code: trust
            level: agency
            weight: 1
            name: { id: T, en: T }
            variables:
              - code: w
                weight: 1
                name: { id: W, en: W }
                indicators:
                  - { code: t1, weight: 1, name: { id: Tiga, en: Three }, subject: agency, method: secondary }
        """;

    private static TestPackage TwoProducts(string answers) => new TestPackage()
        .With("instrument.yaml", ByProduct)
        .With("agencies.csv", "id,class,name,region,clean_and_clear\na,regency,A,01,yes\n")
        .With("units.csv", "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\n")
        .With("products.csv", "id,unit,kind,name\np1,u1,service,P1\np2,u1,goods,P2\n")
        .With("answers.csv", "unit,subject,indicator,value\n" + answers);

    private static YearScores Score(TestPackage package) => new(package.Load().Sheet);

    [Theory]
    [InlineData("u1,,i1,5\nu1,p1,i2,5\nu1,p2,i2,3\n", State.Scored, 9000)] // p1 100, p2 80
    [InlineData("u1,,i1,5\nu1,p1,i2,5\n", State.Incomplete, null)] // p2 has no answer
    [InlineData("u1,,i1,5\nu1,p2,i2,5\n", State.Incomplete, null)] // p1 has none
    [InlineData("u1,,i1,5\n", State.Incomplete, null)] // neither
    [InlineData("u1,,i1,na\nu1,p1,i2,5\nu1,p2,i2,na\n", State.Scored, 10000)] // p2 is left out
    [InlineData("u1,,i1,na\nu1,p1,i2,na\nu1,p2,i2,4\n", State.Scored, 8000)]
    [InlineData("u1,,i1,na\nu1,p1,i2,na\nu1,p2,i2,na\n", State.NotApplicable, null)]
    public void A_unit_of_products_has_the_state_of_its_products(string answers, State state, int? published)
    {
        var scores = Score(TwoProducts(answers));
        Assert.Equal(state, scores.UnitState(0));
        Assert.Equal(published, scores.UnitPublished(0));
        Assert.Equal(published, scores.AgencyPublished(0));
        Assert.Equal(published, scores.DimensionPublished(0, 0));
        Assert.Equal(state == State.NotApplicable ? State.NotAssessed : state, scores.AgencyState(0));
    }

    [Fact]
    public void A_product_that_does_not_apply_takes_no_points()
    {
        var root = ScoreTree.Explain(TwoProducts("u1,,i1,na\nu1,p1,i2,na\nu1,p2,i2,4\n").Load().Sheet, 0);
        var products = root.Children.Single().Children;
        Assert.Equal([State.NotApplicable, State.Scored], products.Select(p => p.State));
        Assert.Equal([0, 800_000], products.Select(p => p.Given!.Value));
        Assert.Equal([0, 200_000], products.Select(p => p.Lost!.Value));
    }

    [Theory]
    [InlineData("exclude", null, 10000)] // left out: the roll-up alone
    [InlineData("zero", null, 5000)]
    [InlineData("block", null, null)]
    [InlineData("block", "a,,t1,4\n", 9000)]
    [InlineData("block", "a,,t1,na\n", 10000)]
    public void A_missing_answer_about_the_agency_does_what_the_method_says(string missing, string? own, int? published)
    {
        var package = new TestPackage()
            .With("instrument.yaml", WithAgencyLevel.Replace("missing: block", $"missing: {missing}", StringComparison.Ordinal))
            .With("answers.csv", "unit,subject,indicator,value\nu1,,i1,5\nu1,p1,i2,5\n" + own);
        Assert.Equal(published, Score(package).AgencyPublished(0));
        var tree = ScoreTree.Explain(package.Load().Sheet, 0);
        Assert.Equal(published, tree.Published);
        var answers = tree.Children.Single(c => c.Code == "trust").Children.Single().Children.Single().Children;
        Assert.Equal(own is null && missing != "zero" ? 0 : 1, answers.Count);
    }

    [Fact]
    public void Nothing_of_an_agency_that_was_not_assessed_is_scored()
    {
        var package = new TestPackage()
            .With("instrument.yaml", WithAgencyLevel)
            .With("units.csv", "id,agency,kind,name,status\nu1,a,opd,Satu,not_assessed\nu2,b,opd,Dua,assessed\n")
            .With("answers.csv", "unit,subject,indicator,value\na,,t1,5\nu2,,i1,5\nu2,p2,i2,5\nb,,t1,2\n");
        var scores = Score(package);
        Assert.Equal((State.NotAssessed, State.Scored), (scores.AgencyState(0), scores.AgencyState(1)));
        var tree = ScoreTree.Explain(package.Load().Sheet, 0);
        Assert.Equal([State.NotAssessed, State.NotAssessed], tree.Children.Select(c => c.State));
        Assert.Equal("b", Assert.Single(Shortcomings.Of(scores)).Unit);
    }

    [Fact]
    public void The_dimensions_of_an_agency_are_the_means_of_its_units_and_its_own()
    {
        // two units of a: 100 and 60; one of b: 100 and 80, none answered about b itself
        var scores = Score(new TestPackage()
            .With("instrument.yaml", WithAgencyLevel)
            .With("units.csv", "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\nu2,b,opd,Dua,assessed\nu3,a,opd,Tiga,assessed\nu4,a,opd,Empat,not_assessed\n")
            .With("products.csv", "id,unit,kind,name\np1,u1,service,P1\np2,u2,goods,P2\np3,u3,goods,P3\n")
            .With("answers.csv", "unit,subject,indicator,value\nu1,,i1,5\nu1,p1,i2,5\nu3,,i1,3\nu3,p3,i2,3\na,,t1,4\nu2,,i1,5\nu2,p2,i2,4\n"));
        Assert.Equal([8000, 8000], scores.AgencyDimensions(0));
        Assert.Equal(8000, scores.AgencyPublished(0));
        Assert.Equal([null, null], scores.AgencyDimensions(1));
    }

    [Fact]
    public void The_dimensions_of_an_agency_of_products_weigh_as_the_roll_up_does()
    {
        // u1 has two products (100, 60), u2 one (40): 200 over three
        var scores = Score(new TestPackage()
            .With("instrument.yaml", ByProduct)
            .With("agencies.csv", "id,class,name,region,clean_and_clear\na,regency,A,01,yes\n")
            .With("units.csv", "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\nu2,a,opd,Dua,assessed\n")
            .With("products.csv", "id,unit,kind,name\np1,u1,service,P1\np2,u1,goods,P2\np3,u2,goods,P3\n")
            .With("answers.csv", "unit,subject,indicator,value\nu1,,i1,na\nu1,p1,i2,5\nu1,p2,i2,3\nu2,,i1,na\nu2,p3,i2,2\n"));
        Assert.Equal([6667], scores.AgencyDimensions(0));
        Assert.Equal(6667, scores.AgencyPublished(0));
    }

    [Fact]
    public void A_dimension_that_does_not_apply_to_an_agency_has_no_score()
    {
        var second = TestPackage.Instrument + """

              - code: e
                weight: 3
                name: { id: E, en: E }
                variables:
                  - code: w
                    weight: 1
                    name: { id: W, en: W }
                    indicators:
                      - { code: e1, weight: 1, name: { id: E1, en: E1 }, subject: unit, method: document }
            """;
        var scores = Score(new TestPackage()
            .With("instrument.yaml", second)
            .With("answers.csv", "unit,subject,indicator,value\nu1,,i1,5\nu1,p1,i2,3\nu1,,e1,na\nu2,,i1,5\nu2,p2,i2,5\nu2,,e1,2\n"));
        Assert.Equal([8000, null], scores.AgencyDimensions(0));
        Assert.Equal([10000, 4000], scores.AgencyDimensions(1));
        Assert.Equal(5500, scores.AgencyPublished(1));
    }

    [Theory]
    [InlineData("01", "01.02", 2)] // a code of the province alone is enough
    [InlineData("01.01", "02.01", 1)] // another province
    [InlineData("", "01.02", 1)]
    public void A_regional_rank_is_given_within_the_province(string first, string second, int of)
    {
        var scores = Score(new TestPackage()
            .With("agencies.csv", $"id,class,name,region,clean_and_clear\na,regency,A,{first},\nb,city,B,{second},\nc,police_resort,C,{second},\n")
            .With("units.csv", "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\nu2,b,opd,Dua,assessed\nu3,c,opd,Tiga,assessed\n")
            .With("products.csv", "id,unit,kind,name\np1,u1,service,P1\np2,u2,goods,P2\np3,u3,goods,P3\n")
            .With("answers.csv", "unit,subject,indicator,value\nu1,,i1,5\nu1,p1,i2,5\nu2,,i1,4\nu2,p2,i2,4\nu3,,i1,3\nu3,p3,i2,3\n"));
        Assert.Equal(first.Length == 0 ? Rank.None : new Rank(1, of), scores.Regional(0));
        Assert.Equal(new Rank(of, of), scores.Regional(1));
        Assert.Equal(new Rank(1, 1), scores.Regional(2));
    }

    [Fact]
    public void Shortcomings_are_in_order_though_a_product_and_an_officer_share_an_id()
    {
        var package = new TestPackage()
            .With("instrument.yaml", TestPackage.Instrument + "\n          - { code: a3, weight: 1, name: { id: Tiga, en: Three }, subject: officer, method: interview }\n")
            .With("agencies.csv", "id,class,name,region,clean_and_clear\na,regency,A,01,yes\n")
            .With("units.csv", "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\n")
            .With("products.csv", "id,unit,kind,name\nx,u1,service,P1\n")
            .With("respondents.csv", "id,unit,role,standing\nx,u1,officer,primary\nb,u1,officer,primary\n")
            .With("answers.csv", "unit,subject,indicator,value\nu1,x,i2,1\nu1,x,a3,2\nu1,b,a3,5\nu1,,i1,0\n");
        var scores = Score(package);
        var sheet = scores.Sheet;
        var codes = sheet.Instrument.Indicators.Select(i => i.Code).ToArray();
        Assert.Equal(["i1", "a3", "i2"], Shortcomings.Of(scores).Select(s => codes[sheet.AnswerIndicator[s.Answer]]));
        Assert.All(Shortcomings.Of(scores), s => Assert.Equal("u1", s.Unit));
    }
}
