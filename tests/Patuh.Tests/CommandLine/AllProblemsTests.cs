using Patuh.Platform.Problems;
using Patuh.Tests.Support;
using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

/// <summary>One run tells all problems, not only those of the first kind; and what a folder holds may not make the program wait or wander.</summary>
public sealed class AllProblemsTests
{
    private const string Answers = "unit,subject,indicator,value\n";

    private static string[] Refused(TestPackage package)
    {
        var problems = Assert.Throws<RefusedException>(() => package.Load()).Problems;
        return [.. problems.Select(p => $"{p.File}:{p.Line}: {p.Code}")];
    }

    [Fact]
    public void A_doubled_answer_is_told_beside_other_mistakes() =>
        Assert.Equal(
            ["answers.csv:3: answer.duplicate", "answers.csv:4: value.outside-scale"],
            Refused(new TestPackage().With("answers.csv", Answers + "u1,,i1,5\nu1,,i1,4\nu1,p1,i2,9\n")));

    [Fact]
    public void Without_an_instrument_the_tables_are_checked_all_the_same() =>
        Assert.Equal(
            ["instrument.yaml:1: package.missing-file", "agencies.csv:2: agency.class", "units.csv:1: package.missing-file"],
            Refused(new TestPackage().Without("instrument.yaml").Without("units.csv").With("agencies.csv", "id,class,name,region,clean_and_clear\na,desa,A,,\n")).Order(StringComparer.Ordinal)
                .OrderBy(p => Array.IndexOf(["inst", "agen", "unit"], p[..4])));

    [Fact]
    public void Lines_before_the_one_that_is_not_utf8_are_checked()
    {
        byte[] agencies = [.. "id,class,name,region,clean_and_clear\nb,desa,x,,\na,city,K"u8, 0xE9, .. ",,\nc,city,\"\n"u8];
        Assert.Equal(["agencies.csv:2: agency.class", "agencies.csv:3: csv.not-utf8"], Refused(new TestPackage().With("agencies.csv", agencies)).Where(p => p.StartsWith("agencies", StringComparison.Ordinal)));
        byte[] inQuotes = [.. "id,class,name,region,clean_and_clear\na,city,\"one\ntwo"u8, 0xE9, .. "\",,\n"u8];
        Assert.Equal("agencies.csv:3: csv.not-utf8", Refused(new TestPackage().With("agencies.csv", inQuotes))[0]);
    }

    [Fact]
    public void An_instrument_that_is_not_utf8_names_the_line()
    {
        byte[] yaml = [.. System.Text.Encoding.UTF8.GetBytes(TestPackage.Instrument), .. "\n# caf"u8, 0xE9, .. "\n"u8];
        Assert.Equal($"instrument.yaml:{TestPackage.Instrument.Split('\n').Length + 1}: yaml.not-utf8", Refused(new TestPackage().With("instrument.yaml", yaml))[0]);
    }

    [Theory]
    [InlineData("code: d\n", "code: \"\"\n")]
    [InlineData("code: v\n", "code: \"\"\n")]
    [InlineData("code: i1,", "code: \"\",")]
    [InlineData("id: test\n", "id: \"\"\n")]
    public void An_empty_code_is_no_code(string code, string empty) =>
        Assert.StartsWith("instrument.yaml:", Refused(new TestPackage().With("instrument.yaml", TestPackage.Instrument.Replace(code, empty, StringComparison.Ordinal)))[0], StringComparison.Ordinal);

    [Fact]
    public void A_column_is_found_wherever_it_stands_among_many()
    {
        var names = string.Join(',', Enumerable.Range(0, 12_000).Select(i => $"c{i}"));
        var run = TryWith($"{names},score\n{new string(',', 12_000)}88\n", null, "classify", "--year", "2024");
        Assert.Equal(0, run.Status);
        Assert.EndsWith("88,A,Kualitas Tertinggi,,hijau\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("csv.duplicate-column", TryWith($"{names},c11999\n", null, "classify", "--year", "2024").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero", "answers.csv:1: package.unsafe-path")]
    [InlineData("/etc/hostname", "answers.csv:1: package.unsafe-path")]
    [InlineData("nowhere", "answers.csv:1: package.missing-file")]
    [InlineData("answers.csv", "answers.csv:1: package.missing-file")]
    public void A_link_that_leads_out_or_nowhere_is_refused(string target, string problem)
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().Without("answers.csv").WriteTo(folder["package"]);
        File.CreateSymbolicLink(Path.Combine(package, "answers.csv"), target);
        var run = Try("score", package, "--out", folder["out"]);
        Assert.Equal(1, run.Status);
        Assert.StartsWith(problem, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_link_within_the_package_and_to_the_package_is_followed()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().WriteTo(folder["package"]);
        File.Move(Path.Combine(package, "answers.csv"), Path.Combine(package, "answers-final.csv"));
        File.CreateSymbolicLink(Path.Combine(package, "answers.csv"), "answers-final.csv");
        Directory.CreateSymbolicLink(folder["linked"], package);
        Assert.Equal(0, Try("score", folder["linked"], "--out", folder["out"]).Status);
    }

    [Fact]
    public void A_method_under_a_borrowed_name_is_said_and_not_imported()
    {
        using var folder = new TemporaryFolder();
        Done("generate", "--agencies", "3", "--out", folder["year"]);
        var yaml = Path.Combine(folder["year"], "instrument.yaml");
        File.WriteAllText(yaml, File.ReadAllText(yaml).Replace("weight: 21.85", "weight: 22", StringComparison.Ordinal));
        Assert.Contains("not that of the bundled one", Done("score", folder["year"], "--out", folder["out"]).Errors, StringComparison.Ordinal);
        Assert.Contains("not that of the bundled one", Done("explain", folder["year"], "--agency", "a00001").Errors, StringComparison.Ordinal);
        using var database = new SqliteDatabase();
        var import = TryWith("", database.Text, "import", "package", folder["year"], "--year", "2024");
        Assert.Equal(1, import.Status);
        Assert.StartsWith("instrument.yaml:1: instrument.frozen", import.Errors.Split('\n').First(l => l.Contains("instrument", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=")]
    [InlineData("Host=;Database=x")]
    public void A_database_without_a_host_gives_a_sentence(string database)
    {
        var run = TryWith("", database, "import", "published", Repository.File("content", "published", "coverage.csv"));
        Assert.Equal(2, run.Status);
        Assert.Contains("PATUH_DATABASE", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_row_of_published_results_are_told_also_beside_malformed_lines()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.csv"], "year,class,name,province,score,zone,rank,source_url\n2024,kotaa,X,,NaN,green,0,javascript:x\n2024,kota,X\"y,,80,,,\n");
        using var database = new SqliteDatabase();
        var run = TryWith("", database.Text, "import", "published", folder["p.csv"]);
        Assert.Equal(1, run.Status);
        foreach (var problem in (string[])["p.csv:2: agency.class", "p.csv:2: score.malformed", "p.csv:2: published.zone", "p.csv:2: published.url", "p.csv:3: csv.quote-in-field"])
            Assert.Contains(problem, run.Errors, StringComparison.Ordinal);
    }
}
