using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

public sealed class GenerateTests
{
    [Fact]
    public void A_seed_gives_the_same_package_again_and_another_seed_another()
    {
        using var folder = new TemporaryFolder();
        Done("generate", "--agencies", "12", "--seed", "5", "--out", folder["a"]);
        Done("generate", "--agencies", "12", "--seed", "5", "--out", folder["b"]);
        Done("generate", "--agencies", "12", "--seed", "6", "--out", folder["c"]);
        foreach (var file in Directory.GetFiles(folder["a"]))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["b"], Path.GetFileName(file))));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(folder["a"], "answers.csv")), File.ReadAllBytes(Path.Combine(folder["c"], "answers.csv")));
    }

    [Theory]
    [InlineData("ombudsman-2022")]
    [InlineData("ombudsman-2023")]
    [InlineData("ombudsman-2025")]
    [InlineData("skm-2017")]
    public void A_simulated_year_of_each_instrument_is_scored(string instrument)
    {
        using var folder = new TemporaryFolder();
        Done("generate", "--agencies", "8", "--units", "3", "--products", "2", "--instrument", instrument, "--out", folder["package"]);
        Done("score", folder["package"], "--out", folder["out"]);
        var results = File.ReadAllLines(Path.Combine(folder["out"], "agencies.results.csv"));
        Assert.Equal(9, results.Length);
        Assert.Contains(results, r => r.Contains(",scored,", StringComparison.Ordinal));
    }

    [Fact]
    public void Indicators_make_an_instrument_of_that_size_in_invented_provinces()
    {
        using var folder = new TemporaryFolder();
        Done("generate", "--agencies", "3", "--units", "2", "--products", "3", "--indicators", "11", "--out", folder["package"]);
        Assert.Equal(1 + (3 * 2 * 3 * 11), File.ReadAllLines(Path.Combine(folder["package"], "answers.csv")).Length, 3.0);
        Assert.All(File.ReadAllLines(Path.Combine(folder["package"], "agencies.csv")).Skip(1), l => Assert.InRange(int.Parse(l.Split(',')[3][..2], System.Globalization.CultureInfo.InvariantCulture), 1, 10));
    }

    [Theory]
    [InlineData("--agencies", "0")]
    [InlineData("--agencies", "-1")]
    [InlineData("--agencies", "many")]
    [InlineData("--indicators", "0")]
    [InlineData("--indicators", "99999999999")]
    [InlineData("--instrument", "ombudsman-2021")]
    [InlineData("--instrument", "../no/such/file")]
    [InlineData("--seed", "-1")]
    public void Sizes_that_make_no_sense_are_wrong_usage(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var run = Try("generate", option, value, "--out", folder["package"]);
        Assert.Equal(2, run.Status);
        Assert.False(Directory.Exists(folder["package"]));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }
}
