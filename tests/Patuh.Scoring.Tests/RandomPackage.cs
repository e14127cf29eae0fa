using System.Globalization;
using System.Text;
using Patuh.TestSupport;

namespace Patuh.Scoring.Tests;

/// <summary>A small package made from a seed: every subject, mode, roll-up and level turns up, also n/a, missing and unassessed.</summary>
internal sealed class RandomPackage
{
    private static readonly string[] Weights = ["0", "1", "2", "1.5", "12.22", "0.333", "21.85"];
    private static readonly string[] UnitSubjects = ["unit", "product", "officer", "user"];

    private readonly SeededRandom random;
    private readonly List<(string Code, string Subject, bool AtAgency)> indicators = [];
    private readonly StringBuilder agencies = new("id,class,name,region,clean_and_clear\n");
    private readonly StringBuilder units = new("id,agency,kind,name,status\n");
    private readonly StringBuilder products = new("id,unit,kind,name\n");
    private readonly StringBuilder respondents = new("id,unit,role,standing\n");

    public RandomPackage(int seed, bool complete = false)
    {
        random = new SeededRandom((ulong)seed);
        Complete = complete;
        Yaml = Instrument();
        var count = 2 + random.Next(5);
        for (var a = 0; a < count; a++)
            Agency($"a{a}");
    }

    private bool Complete { get; }

    public string Yaml { get; }

    /// <summary>Rows of answers.csv: unit, subject, indicator, value.</summary>
    public List<string[]> Answers { get; } = [];

    public TestPackage Build() => new TestPackage()
        .With("instrument.yaml", Yaml).With("agencies.csv", agencies.ToString()).With("units.csv", units.ToString())
        .With("products.csv", products.ToString()).With("respondents.csv", respondents.ToString())
        .With("answers.csv", "unit,subject,indicator,value\n" + string.Concat(Answers.Select(a => string.Join(',', a) + "\n")));

    public YearScores Score() => new(Build().Load().Sheet);

    private string Pick(params string[] words) => words[random.Next(words.Length)];

    private string Weight(bool first) => first ? Pick("1", "12.22", "32.37") : Pick(Weights);

    private string Instrument()
    {
        var yaml = new StringBuilder($$"""
            id: random
            version: 1
            title: { id: Acak, en: Random }
            in_force: { from: 2023 }
            basis: illustrative
            rounding: { decimals: {{random.Next(3)}}, mode: half_away_from_zero }
            rank_on: {{Pick("published", "exact")}}
            missing: {{(Complete ? "block" : Pick("block", "zero", "exclude", "exclude"))}}
            rollup: {{Pick("mean_of_units", "mean_of_products")}}
            scale: { min: 0, max: 5, zero: 0, decimals: 0, note_at_or_below: 3 }
            bands:
              - { from: 50, category: A, zone: hijau }
              - { from: 0, category: E, zone: merah }
            dimensions:

            """.ReplaceLineEndings("\n"));
        var dimensions = 1 + random.Next(3);
        for (var d = 0; d < dimensions; d++)
        {
            var atAgency = d > 0 && random.Next(3) == 0;
            yaml.Append(CultureInfo.InvariantCulture, $"  - code: d{d}\n    level: {(atAgency ? "agency" : "unit")}\n    weight: {Weight(d == 0)}\n    name: {{ id: D, en: D }}\n    variables:\n");
            var variables = 1 + random.Next(2);
            for (var v = 0; v < variables; v++)
            {
                yaml.Append(CultureInfo.InvariantCulture, $"      - code: v{v}\n        weight: {Weight(v == 0)}\n        name: {{ id: V, en: V }}\n        indicators:\n");
                var count = 1 + random.Next(3);
                for (var i = 0; i < count; i++)
                {
                    var (code, subject) = ($"i{indicators.Count}", atAgency ? "agency" : Pick(UnitSubjects));
                    indicators.Add((code, subject, atAgency));
                    yaml.Append(CultureInfo.InvariantCulture, $"          - {{ code: {code}, weight: {Weight(i == 0)}, name: {{ id: I, en: I }}, subject: {subject}, method: document, required: 1, replacement_factor: {Pick("1", "0.8", "0.333")} }}\n");
                }
            }
        }
        return yaml.ToString();
    }

    private void Agency(string id)
    {
        agencies.Append(CultureInfo.InvariantCulture, $"{id},{Pick("regency", "city", "province")},{id},{Pick("01.01", "01.02", "02", "")},{Pick("yes", "no", "")}\n");
        foreach (var (code, _, atAgency) in indicators)
            if (atAgency)
                Answer(id, "", code);
        var count = Complete ? 1 + random.Next(3) : random.Next(4);
        for (var u = 0; u < count; u++)
            Unit(id, $"{id}u{u}");
    }

    private void Unit(string agency, string id)
    {
        units.Append(CultureInfo.InvariantCulture, $"{id},{agency},opd,{id},{(!Complete && random.Next(8) == 0 ? "not_assessed" : "assessed")}\n");
        var subjects = new Dictionary<string, List<string>> { ["unit"] = [""], ["product"] = [], ["officer"] = [], ["user"] = [] };
        for (var p = 0; p <= random.Next(3); p++)
        {
            subjects["product"].Add($"{id}p{p}");
            products.Append(CultureInfo.InvariantCulture, $"{id}p{p},{id},service,P\n");
        }
        foreach (var role in (string[])["officer", "user"])
            for (var r = 0; r <= random.Next(3); r++)
            {
                subjects[role].Add($"{id}{role[0]}{r}");
                respondents.Append(CultureInfo.InvariantCulture, $"{id}{role[0]}{r},{id},{role},{Pick("primary", "primary", "replacement")}\n");
            }
        foreach (var (code, subject, atAgency) in indicators)
            if (!atAgency)
                foreach (var who in subjects[subject])
                    Answer(id, who, code);
    }

    private void Answer(string sheet, string subject, string code)
    {
        if (Complete || random.Next(10) > 0)
            Answers.Add([sheet, subject, code, random.Next(12) == 0 ? "na" : random.Next(6).ToString(CultureInfo.InvariantCulture)]);
    }
}
