using System.Text.Json.Nodes;
using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

public sealed class ScoreTests
{
    private static readonly string[] Ours = ["agencies.results.csv", "manifest.json", "shortcomings.csv", "units.results.csv"];

    [Fact]
    public void A_folder_and_the_same_zipped_give_the_same_results()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage();
        package.WriteTo(folder["package"]);
        File.WriteAllBytes(folder["package.zip"], package.Zip());
        File.WriteAllBytes(folder["top.zip"], package.Zip("top/"));
        Done("score", folder["package"], "--out", folder["a"]);
        Done("score", folder["package.zip"], "--out", folder["b"]);
        Done("score", folder["top.zip"], "--out", folder["c"]);
        Assert.Equal(Ours, Directory.GetFiles(folder["a"]).Select(f => Path.GetFileName(f)).Order());
        foreach (var file in Ours)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder["b"], file)));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder["c"], file)));
        }
        Assert.Equal(["unit,subject,indicator,value", "u2,,i1,3"], File.ReadAllLines(Path.Combine(folder["a"], "shortcomings.csv")));
        Assert.Equal("a,scored,90.00,B,,,hijau,,1,2,1,2", File.ReadAllLines(Path.Combine(folder["a"], "agencies.results.csv"))[1]);
    }

    [Fact]
    public void The_manifest_names_the_method_and_hashes_every_input()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage();
        Done("score", package.WriteTo(folder["package"]), "--out", folder["out"]);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder["out"], "manifest.json")))!;
        Assert.Equal("test", (string?)manifest["instrument"]!["id"]);
        foreach (var (name, bytes) in package.Files)
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), (string?)manifest["inputs"]![name]);
    }

    [Fact]
    public void An_existing_folder_keeps_what_is_not_ours()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(Path.Combine(folder["out"], "mine.txt"), "mine");
        File.WriteAllText(Path.Combine(folder["out"], "shortcomings.csv"), "old");
        Done("score", new TestPackage().WriteTo(folder["package"]), "--out", folder["out"]);
        Assert.Equal(Ours.Append("mine.txt").Order(), Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)).Order());
        Assert.StartsWith("unit,", File.ReadAllText(Path.Combine(folder["out"], "shortcomings.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_input_leaves_no_output_and_touches_none_that_is_there()
    {
        using var folder = new TemporaryFolder();
        var bad = new TestPackage().With("answers.csv", "unit,subject,indicator,value\nu1,,i1,6\n").WriteTo(folder["package"]);
        Directory.CreateDirectory(folder["there"]);
        File.WriteAllText(Path.Combine(folder["there"], "shortcomings.csv"), "old");
        Assert.Equal(1, Try("score", bad, "--out", folder["new"]).Status);
        Assert.Equal(1, Try("score", bad, "--out", folder["there"]).Status);
        Assert.False(Directory.Exists(folder["new"]));
        Assert.Equal("old", File.ReadAllText(Path.Combine(folder["there"], "shortcomings.csv")));
        Assert.Equal(["package", "there"], Directory.GetFileSystemEntries(folder.Path).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void Explain_tells_every_point_as_text_and_as_json()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().WriteTo(folder["package"]);
        var text = Done("explain", package, "--agency", "a");
        Assert.Contains("Nilai 90.00", text.Output, StringComparison.Ordinal);
        Assert.Contains("p1 = 4", text.Output, StringComparison.Ordinal);
        Assert.Contains("Score 90.00", Done("explain", package, "--agency", "a", "--lang", "en").Output, StringComparison.Ordinal);
        var json = JsonNode.Parse(Done("explain", package, "--agency", "a", "--format", "json").Output)!;
        Assert.Equal(("agency", "90.0000", "90/1", "90.0000", "10.0000"), ((string?)json["kind"], (string?)json["score"], (string?)json["exact"], (string?)json["given"], (string?)json["lost"]));
        Assert.Equal("illustrative", (string?)json["children"]![0]!["children"]![0]!["basis"]);
    }

    [Fact]
    public void What_is_not_there_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().WriteTo(folder["package"]);
        Assert.Equal(2, Try("score", folder["nothing"], "--out", folder["out"]).Status);
        Assert.Equal(2, Try("explain", package, "--agency", "z").Status);
        Assert.Equal(2, Try("score", package).Status);
        Assert.Equal(2, Try("score", package, "--out", Path.Combine(package, "units.csv")).Status);
        Assert.Equal(2, Try("nonsense").Status);
        Assert.Equal(2, Try().Status);
    }

    [Fact]
    public void A_file_in_the_way_of_a_result_is_found_before_anything_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().WriteTo(folder["package"]);
        Directory.CreateDirectory(Path.Combine(folder["out"], "units.results.csv"));
        File.WriteAllText(Path.Combine(folder["out"], "agencies.results.csv"), "old");
        Assert.Equal(2, Try("score", package, "--out", folder["out"]).Status);
        Assert.Equal("old", File.ReadAllText(Path.Combine(folder["out"], "agencies.results.csv")));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder["out"]).Length);
    }

    [Fact]
    public void A_product_and_a_respondent_may_share_an_id()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage()
            .With("instrument.yaml", TestPackage.Instrument.Replace("code: i1, weight: 1, name: { id: Satu, en: One }, subject: unit", "code: a1, weight: 1, name: { id: Satu, en: One }, subject: officer", StringComparison.Ordinal))
            .With("products.csv", "id,unit,kind,name\nsame,u1,service,P1\n").With("respondents.csv", "id,unit,role,standing\nsame,u1,officer,primary\n")
            .With("answers.csv", "unit,subject,indicator,value\nu1,same,i2,1\nu1,same,a1,2\n").WriteTo(folder["package"]);
        Done("score", package, "--out", folder["out"]);
        Assert.Equal(["unit,subject,indicator,value", "u1,same,a1,2", "u1,same,i2,1"], File.ReadAllLines(Path.Combine(folder["out"], "shortcomings.csv")));
    }

    [Theory]
    [InlineData("score", "x", "--out", "")]
    [InlineData("generate", "--out", " ")]
    [InlineData("demo", "--data", "")]
    [InlineData("demo", "--urls", "nonsense")]
    [InlineData("demo", "--urls", "http://nosuch.invalid.:5198")]
    [InlineData("demo", "--urls", "http://127.0.0.1:5198/path")]
    [InlineData("demo", "--urls", "https://127.0.0.1:5198")]
    [InlineData("demo", "--urls", "http://localhost:0")]
    [InlineData("score", "x", "--out", "y", "--lang", "fr")]
    public void Values_that_cannot_be_meant_are_wrong_usage(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().WriteTo(folder["package"]);
        var run = Try(Array.ConvertAll(arguments, a => a == "x" ? package : a == "y" ? folder["out"] : a));
        Assert.Equal(2, run.Status);
        Assert.DoesNotContain("\uFFFD", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void An_interrupted_command_leaves_nothing_half_written()
    {
        using var folder = new TemporaryFolder();
        using (var watcher = new FileSystemWatcher(folder.Path))
        using (var process = Start(null, "generate", "--agencies", "20000", "--out", folder["package"]))
        {
            // TERM, for a shell that starts its jobs in the background makes them deaf to INT
            while (Directory.GetFileSystemEntries(folder.Path).Length == 0 && !process.HasExited)
                watcher.WaitForChanged(WatcherChangeTypes.All, 200);
            System.Diagnostics.Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("score")]
    [InlineData("explain")]
    [InlineData("classify")]
    [InlineData("rank")]
    [InlineData("generate")]
    [InlineData("instrument")]
    [InlineData("import")]
    [InlineData("serve")]
    [InlineData("demo")]
    public void Help_teaches_by_example(string command)
    {
        var run = Done(command, "--help");
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"./patuh {command}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bands_only_instrument_is_refused_by_score_and_explain()
    {
        using var folder = new TemporaryFolder();
        var package = new TestPackage().With("instrument.yaml", File.ReadAllBytes(Repository.File("content", "instruments", "ombudsman-2021.yaml")))
            .With("answers.csv", "unit,subject,indicator,value\n").WriteTo(folder["package"]);
        var run = Try("score", package, "--out", folder["out"]);
        Assert.Equal(1, run.Status);
        Assert.Contains("bands only", run.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, Try("explain", package, "--agency", "a").Status);
    }
}
