using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

public sealed class RankTests
{
    [Fact]
    public void Ranks_compete_and_rows_without_a_score_have_none() =>
        Assert.Equal(
            ["name,score,rank,of", "a,90,2,4", "b,95.5,1,4", "c,,,", "d,90.00,2,4", "e,1,4,4"],
            TryWith("name,score,rank\na,90,x\nb,95.5,x\nc,,x\nd,90.00,x\ne,1,x\n", null, "rank").Lines);

    [Fact]
    public void Groups_default_to_year_and_class() =>
        Assert.Equal(
            ["year,class,score,rank,of", "2023,kota,90,1,1", "2023,kabupaten,80,1,2", "2024,kabupaten,70,1,1", "2023,regency,70,2,2"],
            TryWith("year,class,score\n2023,kota,90\n2023,kabupaten,80\n2024,kabupaten,70\n2023,regency,70\n", null, "rank").Lines);

    [Fact]
    public void Lebong_is_third_of_the_regencies_and_cities_of_Bengkulu()
    {
        var run = Done("rank", "--by", "year,province,group", Repository.File("content", "published", "published_scores.csv"));
        Assert.Contains(run.Lines, l => l.StartsWith("2023,kabupaten,Kabupaten Lebong,", StringComparison.Ordinal) && l.EndsWith(",3,10", StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_in_no_ranking_group_has_no_regional_rank() =>
        Assert.Equal(
            ["class,province,score,rank,of", "provinsi,X,90,,", "Kota,X,80,1,2", "regency,X,70,2,2", "polres,X,60,1,1"],
            TryWith("class,province,score\nprovinsi,X,90\nKota,X,80\nregency,X,70\npolres,X,60\n", null, "rank", "--by", "province,group").Lines);

    [Fact]
    public void Groups_are_kept_apart_whatever_their_names_hold() =>
        Assert.Equal(
            ["a,b,score,rank,of", "x\u001fy,z,90,1,1", "x,y\u001fz,80,1,1", "x ,y,70,1,1"],
            TryWith("a,b,score\nx\u001fy,z,90\nx,y\u001fz,80\nx ,y,70\n", null, "rank", "--by", "a,b").Lines);

    [Fact]
    public void An_unknown_column_is_wrong_usage()
    {
        var run = TryWith("score\n1\n", null, "rank", "--by", "regio");
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("regio", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_commas_quotes_and_line_breaks_stay_whole() =>
        Assert.Equal("name,score,rank,of\n\"a, \"\"b\"\"\nc\",90,1,1\n", TryWith("\uFEFFname,score\r\n\"a, \"\"b\"\"\nc\",90\r\n", null, "rank").Output);
}
