using System.Text.RegularExpressions;
using Patuh.Instruments;
using Patuh.TestSupport;

namespace Patuh.Tests.HouseRules;

/// <summary>Rules of the house that a compiler does not know.</summary>
public sealed partial class HouseRuleTests
{
    /// <summary>Which room may use which (docs/architecture.md); every room may use Platform.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Platform"] = [],
        ["Accounts"] = ["Scoring"],
        ["Agencies"] = ["Scoring", "Accounts"],
        ["Instruments"] = ["Scoring"],
        ["Assessments"] = ["Instruments", "Scoring", "Agencies", "Accounts"],
        ["Results"] = ["Assessments", "Instruments", "Scoring", "Agencies", "Accounts"],
    };

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void Arrows_between_rooms_run_one_way()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Repository.File("src", "Patuh"), "*.cs*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)))
        {
            var parts = Path.GetRelativePath(Repository.File("src", "Patuh"), file).Split('/');
            if (parts.Length < 2 || parts[0] is "obj" or "bin")
                continue;
            // what shows bands and scores to readers knows the engine's words
            var allowed = parts[0] == "Platform" && parts[1] == "Ui" ? ["Scoring"] : Arrows[parts[0]];
            foreach (Match use in UsingRoom().Matches(File.ReadAllText(file)))
                if (use.Groups[1].Value is var room && room != parts[0] && room != "Platform" && !allowed.Contains(room))
                    wrong.Add($"{string.Join('/', parts)} uses {room}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_engine_uses_nothing()
    {
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Repository.File("src", "Patuh.Scoring", "Patuh.Scoring.csproj")), StringComparison.Ordinal);
        foreach (var file in Sources("src/Patuh.Scoring"))
            Assert.DoesNotMatch(@"using (System\.IO|System\.Net|System\.Data|Microsoft)|\bTimeProvider\b|\bFile\.|\bConsole\.|\bEnvironment\.", File.ReadAllText(file));
    }

    [Fact]
    public void Every_term_of_the_engine_stands_in_the_glossary()
    {
        var glossary = File.ReadAllText(Repository.File("docs", "glossary.md"));
        var missing = typeof(Scoring.Instrument).Assembly.GetExportedTypes().Select(t => t.Name.Split('`')[0]).Where(n => !glossary.Contains($"`{n}`", StringComparison.Ordinal)).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_problem_code_is_documented_and_no_other()
    {
        var documented = CodeInTable().Matches(File.ReadAllText(Repository.File("docs", "problem-codes.md"))).Select(m => m.Groups[1].Value).ToHashSet();
        var used = new HashSet<string>();
        foreach (var file in Sources("src/Patuh"))
        {
            var text = File.ReadAllText(file);
            foreach (Match code in CodeLiteral().Matches(text))
                used.Add(code.Groups[1].Value);
            foreach (Match code in SuffixLiteral().Matches(text))
                used.Add("instrument." + (code.Groups[1].Success ? code.Groups[1].Value : code.Groups[2].Value));
        }
        used.Remove("instrument.yaml");
        Assert.Equal(documented.Order(), used.Order());
    }

    [Fact]
    public void Every_action_of_the_audit_trail_has_words_and_is_documented()
    {
        var written = Sources("src/Patuh").Where(f => !f.EndsWith("AuditActions.cs", StringComparison.Ordinal))
            .SelectMany(f => AuditedAction().Matches(File.ReadAllText(f)).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value })).Where(a => a.Length > 0)
            .Append(Patuh.Platform.Audit.AuditErasure.Action).Distinct().Order().ToList();
        var documented = File.ReadAllText(Repository.File("docs", "audit-events.md"));
        Assert.Equal(written, Patuh.Accounts.Trail.AuditActions.All.Order());
        Assert.All(written, a => Assert.Contains($"`{a}`", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var documents = Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories));
        var dead = documents.SelectMany(d => Link().Matches(File.ReadAllText(d)).Select(m => Path.Combine(Path.GetDirectoryName(d)!, m.Groups[1].Value)))
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !File.Exists(target) && !Directory.Exists(target)).ToList();
        Assert.Empty(dead);
    }

    [Fact]
    public void Files_stay_small()
    {
        var large = Sources("src").Select(f => (File: Path.GetFileName(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 330).ToList();
        Assert.Empty(large);
    }

    [Fact]
    public void Every_year_with_a_method_has_an_instrument_in_force()
    {
        foreach (var year in AssessmentYears.All.Where(y => y.Instrument is not null))
            Assert.True(InstrumentLibrary.Of(year.Year).InForce.Contains(year.Year), $"{year.Year}");
    }

    [Fact]
    public void Nothing_sleeps_or_waits_for_time_in_the_tests()
    {
        foreach (var file in Sources("tests").Where(f => !f.EndsWith("HouseRuleTests.cs", StringComparison.Ordinal)))
            Assert.DoesNotMatch(@"Thread\.Sleep|Task\.Delay|Stopwatch", File.ReadAllText(file));
    }

    [GeneratedRegex(@"\.Audit\([tT]ime, [^;]*?""([a-z_]+\.[a-z_]+)""(?: : ""([a-z_]+\.[a-z_]+)"")?|\.Audit\(TimeProvider\.System, [^;]*?""([a-z_]+\.[a-z_]+)""")]
    private static partial Regex AuditedAction();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"using Patuh\.(\w+)")]
    private static partial Regex UsingRoom();

    [GeneratedRegex(@"^\| `([a-z0-9.-]+)`", RegexOptions.Multiline)]
    private static partial Regex CodeInTable();

    [GeneratedRegex(@"""((?:csv|yaml|package|id|agency|unit|product|respondent|subject|indicator|answer|value|score|year|classify|cycle|instrument|published|province|file)\.[a-z0-9-]+)""(?!\.)")]
    private static partial Regex CodeLiteral();

    [GeneratedRegex(@"\.Refuse\(""([a-z-]+)""|\$""\{(?:code|Code)\}\.([a-z-]+)""")]
    private static partial Regex SuffixLiteral();
}
