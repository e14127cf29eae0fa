using System.Text.RegularExpressions;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;
using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>Reads an instrument from YAML by the shape of docs/instrument.schema.json, and checks what a schema cannot say.</summary>
internal sealed partial class InstrumentReader
{
    /// <summary>Codes of problems begin so.</summary>
    public const string Code = "instrument";

    private const int MostDigits = 28;

    private static readonly Dictionary<string, Basis> Bases = new() { ["official"] = Basis.Official, ["mixed"] = Basis.Mixed, ["illustrative"] = Basis.Illustrative };
    private static readonly Dictionary<string, RankOn> RankOns = new() { ["published"] = RankOn.Published, ["exact"] = RankOn.Exact };
    private static readonly Dictionary<string, MissingRule> MissingRules = new() { ["block"] = MissingRule.Block, ["zero"] = MissingRule.Zero, ["exclude"] = MissingRule.Exclude };
    private static readonly Dictionary<string, Rollup> Rollups = new() { ["mean_of_units"] = Rollup.MeanOfUnits, ["mean_of_products"] = Rollup.MeanOfProducts };
    private static readonly Dictionary<string, Level> Levels = new() { ["unit"] = Level.Unit, ["agency"] = Level.Agency };
    private static readonly Dictionary<string, bool> Modes = new() { ["half_away_from_zero"] = true };
    private static readonly string[] Zones = ["hijau", "kuning", "merah"];
    private static readonly string[] Methods = ["interview", "observation", "document", "survey", "secondary"];
    private static readonly string[] TakenCodes = ["unit", "agency", "status", "score"];
    private static readonly Dictionary<string, Disclosure> Disclosures = new() { ["public"] = Disclosure.Public, ["agency"] = Disclosure.Agency, ["assessor"] = Disclosure.Assessor };

    private readonly ProblemList problems = new();
    private readonly HashSet<string> indicatorCodes = [];
    private Provenance own = new(Basis.Official, null);
    private Scale scale = new(0, 1, 0, 0, null);
    private bool zeroStated;
    private MissingRule missing;

    /// <summary>Reads and checks an instrument.</summary>
    /// <exception cref="RefusedException">It breaks a rule; every problem has its line.</exception>
    public static Instrument Read(YamlValue document, string file)
    {
        var reader = new InstrumentReader();
        var instrument = reader.Instrument(YamlReader.Root(document, file, Code, reader.problems));
        reader.problems.ThrowIfAny();
        return instrument;
    }

    private Instrument Instrument(YamlReader yaml)
    {
        var id = yaml.Text("id");
        if (yaml.Has("id") && !PartCode().IsMatch(id))
            yaml.Refuse("value", "id: 1-100 letters, digits, points, hyphens or underscores are expected");
        var version = yaml.Integer("version", 1, int.MaxValue);
        var title = Local(yaml, "title");
        var inForce = Years(yaml);
        own = new(yaml.Choice("basis", Bases), yaml.OptionalText("source"));
        var decimals = Rounding(yaml);
        var rankOn = yaml.Choice("rank_on", RankOns);
        var groups = Groups(yaml);
        missing = yaml.Choice("missing", MissingRules);
        var rollup = yaml.Choice("rollup", Rollups);
        if (yaml.Map("scale") is { } map)
            (scale, zeroStated) = (Scale(map, null), map.Has("zero"));
        var bands = Bands(yaml);
        var award = Award(yaml);
        var suffix = yaml.Has("compliance_suffix") ? Local(yaml, "compliance_suffix") : null;
        var dimensions = Dimensions(yaml);
        yaml.Done();
        return new Instrument(id, version, title, inForce, own, decimals, rankOn, groups, missing, rollup, scale, bands, award, suffix, dimensions);
    }

    private Provenance Provenance(YamlReader yaml, Provenance above) =>
        new(yaml.Choice("basis", Bases, required: false, fallback: above.Basis), yaml.OptionalText("source") ?? above.Source);

    private LocalText Local(YamlReader yaml, string key)
    {
        if (yaml.Map(key) is not { } map)
            return new("", "");
        var id = map.Text("id");
        var text = new LocalText(id, map.OptionalText("en") ?? id);
        Provenance(map, own);
        map.Done();
        return text;
    }

    private YearRange Years(YamlReader yaml)
    {
        if (yaml.Map("in_force") is not { } map)
            return new(0, null);
        var from = map.Integer("from", 1900, 9999);
        int? to = map.Has("to") ? map.Integer("to", 1900, 9999) : null;
        if (to < from)
            map.Refuse("value", "to: must not be before from");
        Provenance(map, own);
        map.Done();
        return new(from, to);
    }

    private int Rounding(YamlReader yaml)
    {
        if (yaml.Map("rounding") is not { } map)
            return 2;
        var decimals = map.Integer("decimals", 0, 2);
        map.Choice("mode", Modes);
        Provenance(map, own);
        map.Done();
        return decimals;
    }

    private IReadOnlyList<IReadOnlyList<string>> Groups(YamlReader yaml)
    {
        if (!yaml.Has("ranking_groups"))
            return Scoring.Instrument.DefaultRankingGroups;
        var groups = new List<IReadOnlyList<string>>();
        foreach (var item in yaml.Items("ranking_groups"))
        {
            var group = (item as YamlList)?.Items.Select(c => c is YamlScalar s && YamlReader.IsText(s) ? s.Text : "").ToList();
            if (group is not { Count: > 0 } || group.Contains(""))
                yaml.Refuse("value", "ranking_groups: each group is a list of class codes");
            else if (group.Distinct().Count() < group.Count || groups.Any(g => g.Intersect(group).Any()))
                yaml.Refuse("value", "ranking_groups: a class is there twice");
            else
                groups.Add(group);
        }
        return groups;
    }

    private Scale Scale(YamlReader map, Scale? above)
    {
        var min = map.Number("min", above is null, above?.Min ?? 0);
        var max = map.Number("max", above is null, above?.Max ?? 1);
        var zero = map.Number("zero", false, zeroStated ? above!.Zero : min);
        var decimals = map.Integer("decimals", 0, 15, false, above?.Decimals ?? 0);
        decimal? note = map.Has("note_at_or_below") ? map.Number("note_at_or_below") : above?.NoteAtOrBelow;
        if (!(zero <= min && min < max))
            map.Refuse("scale", "zero must be at most min, and min less than max");
        if (Math.Max(Math.Abs(min), Math.Abs(max)) >= (decimal)Math.Pow(10, MostDigits - decimals))
            map.Refuse("scale", $"a value could have more than {MostDigits} digits; take fewer decimals");
        Provenance(map, own);
        map.Done();
        return new(min, max, zero, decimals, note);
    }

    private List<Band> Bands(YamlReader yaml)
    {
        var bands = new List<Band>();
        foreach (var map in yaml.Maps("bands", least: 1))
        {
            var from = map.Number("from", least: 0, most: 100);
            var zone = map.OptionalText("zone");
            if (zone is not null && !Zones.Contains(zone))
                map.Refuse("value", "zone: one of hijau, kuning, merah is expected");
            if (bands.Count > 0 && from >= bands[^1].From)
                map.Refuse("bands", "bands go from the highest to the lowest");
            var band = new Band(
                from, map.OptionalText("category"),
                map.Has("opinion") ? Local(map, "opinion") : null,
                map.Has("predicate") ? Local(map, "predicate") : null, zone);
            if (band is { Category: null, Opinion: null, Predicate: null, Zone: null })
                map.Refuse("bands", "a band needs a category, an opinion, a predicate or a zone");
            Provenance(map, own);
            map.Done();
            bands.Add(band);
        }
        if (bands.Count > 0 && bands[^1].From != 0)
            yaml.Refuse("bands", "the last band must begin at 0");
        return bands;
    }

    private AwardRule? Award(YamlReader yaml)
    {
        if (!yaml.Has("award") || yaml.Map("award") is not { } map)
            return null;
        var rule = new AwardRule(map.Texts("zones", words: Zones), map.Boolean("requires_clean_and_clear"));
        Provenance(map, own);
        map.Done();
        return rule;
    }

    private List<Dimension> Dimensions(YamlReader yaml)
    {
        var dimensions = new List<Dimension>();
        foreach (var map in yaml.Maps("dimensions"))
        {
            var code = map.Text("code");
            if (TakenCodes.Contains(code) || dimensions.Any(d => d.Code == code))
                map.Refuse("code", $"code: {Visible.Quoted(code)} is taken");
            CheckCode(map, code);
            var level = map.Choice("level", Levels, required: false, fallback: Level.Unit);
            var (weight, name, provenance) = Part(map, own);
            dimensions.Add(new(code, level, weight, name, provenance, Variables(map, level, provenance)));
            map.Done();
        }
        CheckWeights(yaml, "dimensions", dimensions.Select(d => d.Weight));
        if (dimensions.Count > 0 && !dimensions.Any(d => d.Level == Level.Unit && d.Weight > 0))
            yaml.Refuse("weights", "dimensions: those of level unit need a positive weight together");
        return dimensions;
    }

    private List<Variable> Variables(YamlReader yaml, Level level, Provenance above)
    {
        var variables = new List<Variable>();
        foreach (var map in yaml.Maps("variables", least: 1))
        {
            var code = map.Text("code");
            if (variables.Any(v => v.Code == code))
                map.Refuse("code", $"code: {Visible.Quoted(code)} is there twice in its dimension");
            CheckCode(map, code);
            var (weight, name, provenance) = Part(map, above);
            var indicators = map.Maps("indicators", least: 1).Select(i => Indicator(i, level, provenance)).ToList();
            CheckWeights(map, "indicators", indicators.Select(i => i.Weight));
            variables.Add(new(code, weight, name, provenance, indicators));
            map.Done();
        }
        CheckWeights(yaml, "variables", variables.Select(v => v.Weight));
        return variables;
    }

    private Indicator Indicator(YamlReader map, Level level, Provenance above)
    {
        var code = map.Text("code");
        if (!indicatorCodes.Add(code))
            map.Refuse("code", $"code: {Visible.Quoted(code)} is there twice in the instrument");
        if (indicatorCodes.Count > ushort.MaxValue)
            map.Refuse("too-many", "more than 65,535 indicators");
        CheckCode(map, code);
        var (weight, name, provenance) = Part(map, above);
        var subject = map.Choice("subject", InstrumentWords.Subjects);
        if ((level == Level.Agency) != (subject is Subject.Agency or Subject.Public) && map.Has("subject"))
            map.Refuse("subject", level == Level.Agency ? "subject: a dimension of level agency asks agency or public" : "subject: agency and public belong in a dimension of level agency");
        var methods = map.Texts("method", single: true, least: 1, words: Methods);
        var single = subject is Subject.Unit or Subject.Agency;
        var required = map.Integer("required", 0, single ? 1 : 1_000_000, false, 1);
        int? target = map.Has("target") ? map.Integer("target", 0, 1_000_000) : null;
        var indicator = new Indicator(
            code, weight, name, provenance, subject, methods, required, target,
            map.Choice("missing", MissingRules, required: false, fallback: missing),
            map.Has("scale") && map.Map("scale") is { } own ? Scale(own, scale) : scale,
            map.Number("replacement_factor", false, 1, 0, 1),
            map.Number("effort", false, 1, 0),
            map.Choice("disclosure", Disclosures, required: false, fallback: methods.Contains("interview") ? Disclosure.Assessor : Disclosure.Public),
            map.Has("evidence") ? map.Texts("evidence") : [],
            map.Rubric("rubric"));
        map.Done();
        return indicator;
    }

    private (decimal Weight, LocalText Name, Provenance Provenance) Part(YamlReader map, Provenance above) =>
        (map.Number("weight", least: 0), Local(map, "name"), Provenance(map, above));

    private static void CheckCode(YamlReader map, string code)
    {
        if (map.Has("code") && !PartCode().IsMatch(code))
            map.Refuse("code", "code: 1-100 letters, digits, points, hyphens or underscores are expected");
    }

    private static void CheckWeights(YamlReader yaml, string parts, IEnumerable<decimal> weights)
    {
        var all = weights.ToList();
        if (all.Count > 0 && all.TrueForAll(w => w == 0))
            yaml.Refuse("weights", $"{parts}: at least one needs a positive weight");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartCode();
}
