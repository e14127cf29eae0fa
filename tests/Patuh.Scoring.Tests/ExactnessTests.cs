using Patuh.TestSupport;

namespace Patuh.Scoring.Tests;

/// <summary>Where doubles would be wrong in the last digit or in a tie, the exact fractions decide.</summary>
public sealed class ExactnessTests
{
    private static string With(string scale, string rankOn = "published") => TestPackage.Instrument
        .Replace("scale: { min: 0, max: 5, zero: 0, decimals: 0, note_at_or_below: 3 }", scale, StringComparison.Ordinal)
        .Replace("rank_on: published", $"rank_on: {rankOn}", StringComparison.Ordinal)
        .Replace("              - { code: i2, weight: 1, name: { id: Dua, en: Two }, subject: product, method: document }\n", "", StringComparison.Ordinal);

    private static YearScores Score(string instrument, params (string Agency, string[] Values)[] agencies)
    {
        var all = agencies.SelectMany(a => a.Values.Select((v, i) => (a.Agency, Unit: $"{a.Agency}{i}", Value: v))).ToList();
        return new YearScores(new TestPackage()
            .With("instrument.yaml", instrument)
            .With("agencies.csv", "id,class,name,region,clean_and_clear\n" + string.Concat(agencies.Select(a => $"{a.Agency},regency,{a.Agency},01.01,\n")))
            .With("units.csv", "id,agency,kind,name,status\n" + string.Concat(all.Select(u => $"{u.Unit},{u.Agency},opd,{u.Unit},assessed\n")))
            .Without("products.csv").Without("respondents.csv")
            .With("answers.csv", "unit,subject,indicator,value\n" + string.Concat(all.Select(u => $"{u.Unit},,i1,{u.Value}\n")))
            .Load().Sheet);
    }

    [Theory]
    [InlineData("4.39975", 8800)]
    [InlineData("4.39974999999999", 8799)]
    [InlineData("4.39975000000001", 8800)]
    public void A_score_a_hair_below_a_half_is_rounded_down_at_every_level(string value, int published)
    {
        var scores = Score(With("scale: { min: 0, max: 5, zero: 0, decimals: 14 }"), ("a", [value]));
        Assert.Equal(published, scores.AgencyPublished(0));
        Assert.Equal(published, scores.UnitPublished(0));
        Assert.Equal(published, scores.DimensionPublished(0, 0));
    }

    [Fact]
    public void Equal_exact_scores_tie_though_their_doubles_differ()
    {
        // 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 are two different doubles
        var scores = Score(With("scale: { min: 0, max: 10, zero: 0, decimals: 0 }", "exact"), ("a", ["1", "2", "3"]), ("b", ["3", "2", "1"]), ("c", ["1", "1", "1"]));
        Assert.Equal([new Rank(1, 3), new Rank(1, 3), new Rank(3, 3)], [scores.National(0), scores.National(1), scores.National(2)]);
    }

    [Fact]
    public void A_difference_too_small_for_doubles_still_ranks()
    {
        var scores = Score(With("scale: { min: 0, max: 5, zero: 0, decimals: 14 }", "exact"), ("a", ["4.39974999999999"]), ("b", ["4.39975"]), ("c", ["4.39975000000001"]), ("d", ["5"]));
        Assert.Equal([4, 3, 2, 1], Enumerable.Range(0, 4).Select(a => scores.National(a).Place));
    }

    [Fact]
    public void A_changed_answer_takes_ranks_of_class_and_province_with_it()
    {
        var scores = Score(With("scale: { min: 0, max: 5, zero: 0, decimals: 0 }", "exact"), ("a", ["5"]), ("b", ["4"]));
        Assert.Equal((1, 2), (scores.National(0).Place, scores.Regional(1).Place));
        Assert.Equal(Fraction.From(80), scores.AgencyExact(1));
        scores.Change(1, scores.Sheet.AnswerGrade[0]);
        Assert.Equal((1, 1), (scores.National(1).Place, scores.Regional(1).Place));
        Assert.Equal(Fraction.From(100), scores.AgencyExact(1));
        Assert.Equal(10_000, scores.UnitPublished(1));
    }
}
