using Patuh.Instruments;
using Patuh.TestSupport;

namespace Patuh.Scoring.Tests;

public sealed class EngineTests
{
    [Fact]
    public void A_bands_only_instrument_cannot_score()
    {
        var sheet = new TestPackage().Load().Sheet;
        var bandsOnly = Copy(sheet, InstrumentLibrary.Get("ombudsman-2021").Instrument);
        Assert.Contains("ombudsman-2021 has no weights", Assert.Throws<ArgumentException>(() => new YearScores(bandsOnly)).Message, StringComparison.Ordinal);
        Assert.True(bandsOnly.Instrument.BandsOnly);
    }

    [Fact]
    public void Largest_remainder_gives_ties_to_the_earlier_part()
    {
        Assert.Equal([34, 33, 33], Apportionment.LargestRemainder(100, [Third, Third, Third]));
        Assert.Equal([0, 1], Apportionment.LargestRemainder(1, [Fraction.Of(2, 5), Fraction.Of(3, 5)]));
        Assert.Equal([1, 0], Apportionment.LargestRemainder(1, [Fraction.Of(1, 2), Fraction.Of(1, 2)]));
        Assert.Empty(Apportionment.LargestRemainder(0, []));
    }

    private static Fraction Third => Fraction.Of(100, 3);

    [Fact]
    public void Ranks_compete()
    {
        var ranks = new Dictionary<string, Rank>();
        Ranker.Compete(["d", "b", "a", "c"], (x, y) => string.CompareOrdinal(x == "c" ? "b" : x, y == "c" ? "b" : y), (x, r) => ranks[x] = r);
        Assert.Equal(new Rank(1, 4), ranks["a"]);
        Assert.Equal(new Rank(2, 4), ranks["b"]);
        Assert.Equal(new Rank(2, 4), ranks["c"]);
        Assert.Equal(new Rank(4, 4), ranks["d"]);
    }

    [Theory]
    [InlineData("ombudsman-2023", true, "Kualitas Tertinggi")]
    [InlineData("ombudsman-2025", true, "Kualitas Tertinggi Tanpa Maladministrasi")]
    [InlineData("ombudsman-2025", false, "Kualitas Tertinggi")]
    [InlineData("ombudsman-2025", null, "Kualitas Tertinggi")]
    [InlineData("ombudsman-2021", true, null)]
    public void The_suffix_of_compliance_belongs_to_the_method_that_has_it(string id, bool? clean, string? opinion)
    {
        var instrument = InstrumentLibrary.Get(id).Instrument;
        Assert.Equal(opinion, instrument.Opinion(instrument.BandOf(9000), clean, "id"));
    }

    [Theory]
    [InlineData(9000, true, Award.Yes)]
    [InlineData(9000, false, Award.Withheld)]
    [InlineData(9000, null, Award.Unknown)]
    [InlineData(7799, true, Award.No)]
    public void A_certificate_needs_the_green_zone_and_a_clean_slate(int score, bool? clean, Award award)
    {
        var instrument = InstrumentLibrary.Get("ombudsman-2023").Instrument;
        Assert.Equal(award, instrument.AwardOf(instrument.BandOf(score), clean));
    }

    [Fact]
    public void A_certificate_asks_for_no_clean_slate_where_the_rule_does_not()
    {
        var instrument = InstrumentLibrary.Get("ombudsman-2023").Instrument with { Award = new AwardRule(["hijau"], false) };
        Assert.Equal(Award.Yes, instrument.AwardOf(instrument.BandOf(9000), null));
        Assert.Equal(Award.None, InstrumentLibrary.Get("ombudsman-2025").Instrument.AwardOf(instrument.BandOf(9000), true));
        Assert.Equal(["", "yes", "no", "withheld", "unknown"], Enum.GetValues<Award>().Select(a => a.Word()));
    }

    [Fact]
    public void A_score_below_the_lowest_band_is_a_bug_and_says_so() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InstrumentLibrary.Get("ombudsman-2023").Instrument.BandOf(-1));

    [Theory]
    [InlineData(2018, 2019, "same method")]
    [InlineData(2023, 2024, "same method")]
    [InlineData(2022, 2023, "bridged")]
    [InlineData(2019, 2021, "not comparable")]
    [InlineData(2021, 2022, "not comparable")]
    [InlineData(2024, 2025, "not comparable")]
    [InlineData(2017, 2018, "not comparable")]
    public void Two_years_have_a_verdict_with_reasons(int a, int b, string verdict)
    {
        var there = AssessmentYears.Compare(a, b);
        Assert.Equal(verdict, there.Word);
        Assert.Equal(verdict, AssessmentYears.Compare(b, a).Word);
        Assert.NotEmpty(there.Reasons);
        Assert.All(there.Reasons, r => Assert.True(r.Id.EndsWith('.') && r.En.EndsWith('.')));
    }

    [Fact]
    public void Each_change_of_method_is_seen()
    {
        var i = InstrumentLibrary.Get("ombudsman-2023").Instrument;
        var other = i with { Id = "other" };
        Assert.Equal(Verdict.SameMethod, Comparability.Of(i, other).Verdict);
        Assert.Equal(Verdict.SameMethod, Comparability.Of(i, i).Verdict);
        Assert.All(Comparability.Of(i, i).Reasons, r => Assert.True(r.Id.EndsWith('.') && r.En.EndsWith('.')));
        var doubled = other with { Dimensions = [.. i.Dimensions.Select(d => d with { Weight = 2 * d.Weight })] };
        Assert.Equal(Verdict.SameMethod, Comparability.Of(i, doubled).Verdict);
        Breaks(other with { Rollup = Rollup.MeanOfProducts }, "unit");
        Breaks(other with { Scale = i.Scale with { Max = 4 } }, "scale");
        Breaks(other with { Bands = [.. i.Bands.Skip(1)] }, "cut-offs");
        Breaks(other with { Bands = [i.Bands[0] with { Category = "AA" }, .. i.Bands.Skip(1)] }, "names");
        Breaks(other with { Dimensions = [i.Dimensions[0] with { Weight = 1 }, .. i.Dimensions.Skip(1)] }, "weights");
        Breaks(other with { Dimensions = [] }, "unknown");
        Assert.Equal(Verdict.SameMethod, Comparability.Of(i, other with { Scale = i.Scale with { NoteAtOrBelow = 1 } }).Verdict);
        Bridges(other with { Missing = MissingRule.Zero }, "missing");
        Bridges(other with { Decimals = 1 }, "rounding");
        Bridges(other with { Dimensions = [WithWeight(i.Dimensions[0], 7), .. i.Dimensions.Skip(1)] }, "weights or rules");
        Bridges(other with { Dimensions = [Fewer(i.Dimensions[0]), .. i.Dimensions.Skip(1)] }, "In the dimension Input one indicator was removed.");

        void Breaks(Instrument changed, string word) => Says(changed, Verdict.NotComparable, word);

        void Bridges(Instrument changed, string word) => Says(changed, Verdict.Bridged, word);

        void Says(Instrument changed, Verdict verdict, string word)
        {
            var result = Comparability.Of(i, changed);
            Assert.Equal(verdict, result.Verdict);
            Assert.Contains(result.Reasons, r => r.En.Contains(word, StringComparison.Ordinal));
            Assert.All(result.Reasons, r => Assert.True(r.Id.EndsWith('.') && r.En.EndsWith('.')));
        }
    }

    [Fact]
    public void Texts_are_ordered_as_their_bytes_are()
    {
        string[] texts = ["", "a", "A", "ab", "é", "z", "\uE000", "\U0001F600", "\uFFFD", "\uD7FF", "a0", "a\U00010000b"];
        foreach (var x in texts)
            foreach (var y in texts)
                Assert.Equal(
                    Math.Sign(System.Text.Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y))),
                    Math.Sign(ByteOrder.Compare(x, y)));
    }

    [Fact]
    public void A_seed_gives_the_same_numbers_everywhere()
    {
        var random = new SeededRandom(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(random.Next(7), 0, 6));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(random.NextDouble(), 0, 0.9999999999999999));
        var mean = Enumerable.Range(0, 10_000).Average(_ => random.NextNormal());
        Assert.InRange(mean, -0.05, 0.05);
    }

    [Fact]
    public void A_value_is_refused_with_the_reason()
    {
        var indicator = InstrumentLibrary.Get("ombudsman-2023").Instrument.Indicators.First();
        Assert.Equal(Fraction.Of(4, 5), Grade.Read("4", indicator, replacement: false, out var problem)!.Share);
        Assert.Equal(GradeProblem.None, problem);
        Assert.Equal([GradeProblem.OutsideScale, GradeProblem.OutsideScale, GradeProblem.TooManyDecimals, GradeProblem.TooManyDecimals, GradeProblem.NotANumber],
            ((string[])["6", "-1", "4.5", "7.5", "tiga"]).Select(text => Grade.Read(text, indicator, replacement: false, out var wrong) is null ? wrong : GradeProblem.None));
    }

    [Fact]
    public void Words_years_and_groups_are_what_they_say()
    {
        Assert.Equal(("satu", "one", "satu"), (new LocalText("satu", "one").In("id"), new LocalText("satu", "one").In("en"), new LocalText("satu", "one").In("fr")));
        Assert.Equal([false, true, true, false], ((int[])[2022, 2023, 2024, 2025]).Select(new YearRange(2023, 2024).Contains));
        Assert.Equal([false, true, true], ((int[])[2022, 2023, 3000]).Select(new YearRange(2023, null).Contains));
        Assert.Equal([0, 0, 1, 2, -1, -1], ((string[])["regency", "city", "police_resort", "land_office", "province", ""]).Select(c => Scoring.Instrument.RankingGroup(Scoring.Instrument.DefaultRankingGroups, c)));
    }

    private static Dimension WithWeight(Dimension d, decimal weight) => d with { Variables = [d.Variables[0] with { Weight = weight }, .. d.Variables.Skip(1)] };

    private static Dimension Fewer(Dimension d) => d with { Variables = [d.Variables[0] with { Indicators = [.. d.Variables[0].Indicators.Skip(1)] }, .. d.Variables.Skip(1)] };

    private static Scoresheet Copy(Scoresheet sheet, Instrument instrument) => new()
    {
        Instrument = instrument,
        Agencies = sheet.Agencies,
        Units = sheet.Units,
        Subjects = sheet.Subjects,
        Grades = sheet.Grades,
        SheetStart = sheet.SheetStart,
        AnswerIndicator = sheet.AnswerIndicator,
        AnswerSubject = sheet.AnswerSubject,
        AnswerGrade = sheet.AnswerGrade,
        UnitsOf = sheet.UnitsOf,
    };
}
