using System.Diagnostics;
using Patuh.Instruments;
using Patuh.Platform.Problems;
using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

public sealed class InstrumentTests
{
    [Fact]
    public void The_bundled_instruments_are_listed_shown_and_valid()
    {
        var run = Done("instrument", "list");
        Assert.Equal(["ombudsman-2015", "ombudsman-2017", "ombudsman-2018", "ombudsman-2021", "ombudsman-2022", "ombudsman-2023", "ombudsman-2025", "skm-2017"], run.Lines.Select(l => l.Split(' ')[0]));
        foreach (var id in InstrumentLibrary.Ids)
            Assert.Contains("is valid", Done("instrument", "validate", Repository.File("content", "instruments", id + ".yaml")).Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.File("content", "instruments", "skm-2017.yaml")), Done("instrument", "show", "skm-2017").Output);
        Assert.Equal(2, Try("instrument", "show", "../years").Status);
    }

    [Fact]
    public void A_diff_says_what_changed_and_the_verdict()
    {
        var run = Done("instrument", "diff", "ombudsman-2022", "ombudsman-2023");
        Assert.Contains(run.Lines, l => l.StartsWith("+ dimensions[input].variables[competence].indicators[in.k5]", StringComparison.Ordinal));
        Assert.Contains("verdict: bridged", run.Lines);
        Assert.Equal(["verdict: same method"], Done("instrument", "diff", "skm-2017", "skm-2017").Lines.Take(1));
        Assert.Contains("verdict: not comparable", Done("instrument", "diff", "ombudsman-2018", "ombudsman-2021").Lines);
    }

    [Fact]
    public void A_frozen_version_never_changes()
    {
        var frozen = File.ReadAllLines(Repository.File("content", "instruments", "frozen.txt")).Select(l => l.Split(' ')).ToDictionary(l => $"{l[0]} {l[1]}", l => l[2]);
        foreach (var file in InstrumentLibrary.Ids.Select(InstrumentLibrary.Get))
            Assert.Equal(file.Hash, frozen.GetValueOrDefault($"{file.Instrument.Id} {file.Instrument.Version}"));
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["changed.yaml"], File.ReadAllText(Repository.File("content", "instruments", "skm-2017.yaml")).Replace("from: 65,", "from: 66,", StringComparison.Ordinal));
        var run = Try("instrument", "validate", folder["changed.yaml"]);
        Assert.Equal(1, run.Status);
        Assert.Contains("instrument.frozen", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_layout_and_json_do_not_change_the_hash()
    {
        var yaml = InstrumentFile.Read(new MemoryStream(File.ReadAllBytes(Repository.File("content", "instruments", "skm-2017.yaml"))), "x");
        var json = InstrumentFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(yaml.Canonical)), "x");
        Assert.Equal(yaml.Hash, json.Hash);
    }

    /// <summary>A change to the test instrument, the code of the problem it makes, and whether the JSON Schema sees it too.</summary>
    public static TheoryData<string, string, string, bool> Mistakes => new()
    {
        { "version: 1", "version: 0", "instrument.value", true },
        { "version: 1", "version: '1'", "instrument.value", true },
        { "id: test\n", "id: 2023\n", "instrument.value", true },
        { "id: test\n", "", "instrument.missing-key", true },
        { "basis: illustrative", "basis: invented", "instrument.value", true },
        { "rank_on: published", "rank_on: published\nsurprise: 1", "instrument.unknown-key", true },
        { "decimals: 2, mode", "decimals: 3, mode", "instrument.value", true },
        { "half_away_from_zero", "half_even", "instrument.value", true },
        { "from: 78,", "from: 1e2,", "instrument.value", false },
        { "from: 78,", "from: .nan,", "instrument.value", true },
        { "from: 78,", "from: -1,", "instrument.value", true },
        { "from: 78, category: B, zone: hijau", "from: 78", "instrument.bands", true },
        { "from: 78,", "from: 0,", "instrument.bands", false },
        { "from: 0, category: E", "from: 1, category: E", "instrument.bands", false },
        { "zone: hijau", "zone: biru", "instrument.value", true },
        { "min: 0, max: 5", "min: 5, max: 5", "instrument.scale", false },
        { "zero: 0, decimals", "zero: 1, decimals", "instrument.scale", false },
        { "code: d\n", "code: score\n", "instrument.code", true },
        { "code: d\n", "code: 'a b'\n", "instrument.code", true },
        { "code: i2", "code: i1", "instrument.code", false },
        { "code: i2, weight: 1", "code: i2, weight: -1", "instrument.value", true },
        { "code: i2, weight: 1", "code: i2, weight: 1234567890123456", "instrument.value", false },
        { "subject: product", "subject: agency", "instrument.subject", false },
        { "subject: product", "subject: nobody", "instrument.value", true },
        { "subject: unit, method: document", "subject: unit, method: document, required: 2", "instrument.value", false },
        { "method: document }", "method: [] }", "instrument.value", true },
        { "method: document }", "method: document, replacement_factor: 1.5 }", "instrument.value", true },
        { "method: document }", "method: document, scale: { max: -3 } }", "instrument.scale", false },
        { "  - code: d\n    weight: 1", "  - code: d\n    weight: 0", "instrument.weights", false },
        { "title: { id: Uji, en: Test }", "title: Uji", "instrument.value", true },
        { "title: { id: Uji, en: Test }", "title: &a { id: Uji }", "yaml.anchor", false },
        { "title: { id: Uji, en: Test }", "title: !!map { id: Uji }", "yaml.tag", false },
        { "title: { id: Uji, en: Test }", "title: { id: Uji, id: Dua }", "yaml.duplicate-key", false },
        { "title: { id: Uji, en: Test }", "title: { id: [ }", "yaml.malformed", false },
        { "basis: illustrative", "basis: illustrative\n---\n", "yaml.second-document", false },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_with_its_line(string from, string to, string code, bool schema)
    {
        _ = schema;
        var text = TestPackage.Instrument.ReplaceLineEndings("\n");
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        var line = text[..at].Count(c => c == '\n') + 1;
        var wrong = text[..at] + to + text[(at + from.Length)..];
        var refused = Assert.Throws<RefusedException>(() => InstrumentFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(wrong)), "i.yaml"));
        Assert.Contains(refused.Problems, p => p.Code == code);
        Assert.All(refused.Problems, p => Assert.InRange(p.Line, 1, text.Count(c => c == '\n') + 5));
        if (to.Length > 0 && code is "instrument.value" or "instrument.unknown-key" && !to.Contains("surprise", StringComparison.Ordinal))
            Assert.Contains(refused.Problems, p => p.Line == line);
    }

    [Fact]
    public void The_published_schema_agrees_with_the_loader()
    {
        using var folder = new TemporaryFolder();
        var text = TestPackage.Instrument.ReplaceLineEndings("\n");
        var expected = new List<string>();
        foreach (var id in InstrumentLibrary.Ids)
            Write(id, InstrumentLibrary.Get(id).Canonical, valid: true);
        Write("test", InstrumentFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "i").Canonical, valid: true);
        var number = 0;
        foreach (var row in Mistakes.Select(m => m.Data).Where(m => m.Item4))
        {
            var at = text.IndexOf(row.Item1, StringComparison.Ordinal);
            Write($"wrong{number++}", InstrumentFile.CanonicalOf(text[..at] + row.Item2 + text[(at + row.Item1.Length)..]), valid: false);
        }
        var node = new ProcessStartInfo("node", [Repository.File("tests", "schema", "check.mjs"), Repository.File("docs", "instrument.schema.json"), folder.Path]) { RedirectStandardOutput = true };
        using var process = Process.Start(node)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(expected.Order(), output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());

        void Write(string name, string json, bool valid)
        {
            File.WriteAllText(folder[name + ".json"], json);
            expected.Add($"{name}.json {(valid ? "valid" : "invalid")}");
        }
    }
}
