using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

public sealed class ClassifyTests
{
    private static readonly string[] Published = File.ReadAllLines(Repository.File("content", "published", "published_scores.csv"));

    [Theory]
    [InlineData("2017")]
    [InlineData("2018")]
    [InlineData("2019")]
    [InlineData("2021")]
    [InlineData("2022")]
    [InlineData("2023")]
    [InlineData("2024")]
    [InlineData("2025")]
    public void Every_published_row_whose_category_is_stated_gets_that_category(string year)
    {
        var rows = Published.Skip(1).Where(l => l.StartsWith(year + ",", StringComparison.Ordinal)).ToList();
        var run = TryWith(string.Join('\n', rows.Prepend(Published[0])) + "\n", null, "classify", "--year", year);
        Assert.True(run.Status == 0, run.Errors);
        var header = run.Lines[0].Split(',');
        var checkedRows = 0;
        foreach (var (before, after) in rows.Zip(run.Lines.Skip(1)))
        {
            var (stated, zone) = (Cells(before)[5], Cells(before)[7]);
            if (Cells(before)[6] != "yes")
                continue;
            var cells = Cells(after);
            string[] words = [cells[Array.IndexOf(header, "category")], cells[Array.IndexOf(header, "opinion")], cells[Array.IndexOf(header, "predicate")]];
            Assert.Contains(stated, words);
            if (zone.Length > 0)
                Assert.Equal(zone, cells[Array.IndexOf(header, "zone")]);
            checkedRows++;
        }
        Assert.True(checkedRows > 0);
    }

    [Theory]
    [InlineData("2024", "87.995", "A,Kualitas Tertinggi,,hijau")]
    [InlineData("2024", "87.9949", "B,Kualitas Tinggi,,hijau")]
    [InlineData("2022", "84.32", "B,Kualitas Tinggi,,hijau")]
    [InlineData("2023", "92", "A,Kualitas Tertinggi,,hijau")]
    [InlineData("2024", "53.994999999999999999999999999999999999", "D,Kualitas Rendah,,merah")]
    [InlineData("2021", "80.995", ",,tinggi,hijau")]
    [InlineData("2021", "50.99", ",,rendah,merah")]
    [InlineData("2017", "50.58", ",,sedang,kuning")]
    [InlineData("2017", "80.4", ",,tinggi,hijau")]
    [InlineData("2015", "61", ",,tinggi,hijau")]
    [InlineData("2015", "38", ",,rendah,merah")]
    [InlineData("2025", "88", ",Kualitas Tertinggi,Sangat Baik,")]
    [InlineData("2024", "", ",,,")]
    public void A_score_gets_the_words_of_its_year(string year, string score, string words)
    {
        var run = TryWith($"id,score\nx,{score}\n", null, "classify", "--year", year);
        Assert.Equal(["id,score,category,opinion,predicate,zone", $"x,{score},{words}"], run.Lines);
    }

    [Fact]
    public void Compliance_adds_its_words_in_2025()
    {
        var run = TryWith("score,compliant,zone\n88.49,yes,old\n65.98,yes,old\n62.57,no,old\n53.38,,old\n", null, "classify", "--year", "2025");
        Assert.Equal(
            [
                "score,compliant,category,opinion,predicate,zone", "88.49,yes,,Kualitas Tertinggi Tanpa Maladministrasi,Sangat Baik,",
                "65.98,yes,,Kualitas Sedang Tanpa Maladministrasi,Cukup,", "62.57,no,,Kualitas Sedang,Cukup,", "53.38,,,Kualitas Rendah,Kurang,",
            ],
            run.Lines);
    }

    [Fact]
    public void Words_come_in_English_and_zones_stay() =>
        Assert.Equal("90,A,Highest quality,,hijau", TryWith("score\n90\n", null, "classify", "--year", "2024", "--lang", "en").Lines[1]);

    [Theory]
    [InlineData("2016", "not known")]
    [InlineData("2020", "No assessment")]
    [InlineData("1999", "no assessment method")]
    public void A_year_without_a_method_is_refused_with_the_reason(string year, string reason)
    {
        var run = TryWith("score\n90\n", null, "classify", "--year", year);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score\n87,99\n", "-:2: csv.field-count")]
    [InlineData("score\n\"87,99\"\n", "-:2: score.malformed")]
    [InlineData("score\nNaN\n", "-:2: score.malformed")]
    [InlineData("score\n-1\n", "-:2: score.outside")]
    [InlineData("score\n100.01\n", "-:2: score.outside")]
    [InlineData("score\n1e2\n", "-:2: score.malformed")]
    [InlineData("score\n\n\n99999999999999999999999999999999999999\n", "-:4: score.outside")]
    [InlineData("nilai\n90\n", "-:1: csv.missing-column")]
    [InlineData("score,score\n90,90\n", "-:1: csv.duplicate-column")]
    [InlineData("", "-:1: csv.no-header")]
    [InlineData("score,compliant\n90,ya\n", "-:2: classify.compliant")]
    public void Bad_input_leaves_no_output_and_names_the_line(string input, string problem)
    {
        var run = TryWith(input, null, "classify", "--year", "2025");
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith(problem, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_that_name_means_nothing_where_the_method_has_no_compliance() =>
        Assert.Equal("88.49,maybe,A,Kualitas Tertinggi,,hijau", TryWith("score,compliant\n88.49,maybe\n", null, "classify", "--year", "2024").Lines[1]);

    [Fact]
    public void A_2015_score_above_its_scale_is_refused() =>
        Assert.StartsWith("-:2: score.outside", TryWith("score\n75.01\n", null, "classify", "--year", "2015").Errors, StringComparison.Ordinal);

    private static string[] Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var c in line)
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                (_, cell) = (Add(), new());
            else
                cell.Append(c);
        Add();
        return [.. cells];

        bool Add()
        {
            cells.Add(cell.ToString());
            return true;
        }
    }
}
