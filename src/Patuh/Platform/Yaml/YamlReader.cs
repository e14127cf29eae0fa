using System.Globalization;
using System.Text.RegularExpressions;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Yaml;

/// <summary>
/// Reads the keys of one mapping: each getter notes a problem with its line and goes on with a harmless value, so that one pass finds
/// all problems. <see cref="Done"/> refuses the keys nobody asked for.
/// </summary>
internal sealed partial class YamlReader(YamlMap map, string file, string where, string code, ProblemList problems)
{
    private readonly HashSet<string> asked = [];

    public long Line => map.Line;

    public string Where => where;

    public static YamlReader Root(YamlValue value, string file, string code, ProblemList problems)
    {
        if (value is YamlMap map)
            return new YamlReader(map, file, "", code, problems);
        throw new RefusedException(file, value.Line, $"{code}.shape", "a mapping of keys to values is expected");
    }

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, bool required = true, string fallback = "") =>
        Scalar(key, required) is not { } s ? fallback
        : IsText(s) ? s.Text
        : Wrong(key, s, "a text (in quotation marks if it looks like a number)", fallback);

    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    public int Integer(string key, int least, int most, bool required = true, int fallback = 0) =>
        Scalar(key, required) is not { } s ? fallback
        : s.Plain && int.TryParse(s.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : Wrong(key, s, most == int.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}", fallback == 0 ? least : fallback);

    public decimal Number(string key, bool required = true, decimal fallback = 0, decimal? least = null, decimal? most = null) =>
        Scalar(key, required) is { } s ? Number(key, s, least, most) ?? fallback : fallback;

    public bool Boolean(string key, bool fallback = false) =>
        Scalar(key, false) is not { } s ? fallback
        : s is { Plain: true, Text: "true" or "false" } ? s.Text == "true"
        : Wrong(key, s, "true or false", fallback);

    public T Choice<T>(string key, IReadOnlyDictionary<string, T> words, bool required = true, T fallback = default!) =>
        Scalar(key, required) is not { } s ? fallback
        : words.TryGetValue(s.Text, out var value) && IsText(s) ? value
        : Wrong(key, s, "one of " + string.Join(", ", words.Keys), fallback);

    public YamlReader? Map(string key, bool required = true)
    {
        switch (Get(key, required))
        {
            case null:
                return null;
            case YamlMap child:
                return new YamlReader(child, file, Path(key), code, problems);
            case var other:
                return Wrong<YamlReader?>(key, other, "a mapping", null);
        }
    }

    /// <summary>The mappings of a list.</summary>
    public IEnumerable<YamlReader> Maps(string key, bool required = true, int least = 0)
    {
        var number = 0;
        foreach (var item in Items(key, required, least))
        {
            var place = $"{Path(key)}[{number++}]";
            if (item is YamlMap child)
                yield return new YamlReader(child, file, place, code, problems);
            else
                problems.Add(file, item.Line, $"{code}.shape", $"{place}: a mapping is expected");
        }
    }

    /// <summary>The texts of a list, or of a single text.</summary>
    public IReadOnlyList<string> Texts(string key, bool required = true, int least = 0, bool single = false, IReadOnlyCollection<string>? words = null)
    {
        IReadOnlyList<YamlValue> items = single && Get(key, false) is YamlScalar one ? [one] : Items(key, required, least);
        var texts = new List<string>();
        foreach (var item in items)
        {
            if (item is not YamlScalar s || !IsText(s) || words?.Contains(s.Text) == false)
                problems.Add(file, item.Line, $"{code}.value", $"{Path(key)}: {(words is null ? "texts are" : "one of " + string.Join(", ", words) + " is")} expected");
            else if (words is not null && texts.Contains(s.Text))
                problems.Add(file, item.Line, $"{code}.value", $"{Path(key)}: {Visible.Quoted(s.Text)} is there twice");
            else
                texts.Add(s.Text);
        }
        return texts;
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlValue> Items(string key, bool required = true, int least = 0)
    {
        switch (Get(key, required))
        {
            case null:
                return [];
            case YamlList list when list.Items.Count >= least:
                return list.Items;
            case var other:
                return Wrong<IReadOnlyList<YamlValue>>(key, other, least > 0 ? $"a list of at least {least}" : "a list", []);
        }
    }

    /// <summary>Number to text, each key once.</summary>
    public IReadOnlyDictionary<string, string> Rubric(string key)
    {
        var result = new Dictionary<string, string>();
        if (Get(key, false) is not { } value)
            return result;
        if (value is not YamlMap rubric)
            return Wrong<IReadOnlyDictionary<string, string>>(key, value, "a mapping of values to texts", result);
        foreach (var (name, text) in rubric.Entries)
        {
            if (!PlainNumber().IsMatch(name.Text) || text is not YamlScalar s || !IsText(s))
                problems.Add(file, name.Line, $"{code}.value", $"{Path(key)}: a value and its text are expected");
            else
                result[name.Text] = s.Text;
        }
        return result;
    }

    public void Refuse(string problem, string sentence) => problems.Add(file, map.Line, $"{code}.{problem}", where.Length > 0 ? $"{where}: {sentence}" : sentence);

    /// <summary>Refuses keys that no getter asked for.</summary>
    public void Done()
    {
        foreach (var (key, _) in map.Entries)
            if (!asked.Contains(key.Text))
                problems.Add(file, key.Line, $"{code}.unknown-key", $"{(where.Length > 0 ? where + ": " : "")}the key {Visible.Quoted(key.Text)} is not known");
    }

    private YamlValue? Find(string key)
    {
        asked.Add(key);
        return map[key];
    }

    private YamlValue? Get(string key, bool required)
    {
        var value = Find(key);
        if (value is null && required)
            problems.Add(file, map.Line, $"{code}.missing-key", $"{(where.Length > 0 ? where + ": " : "")}the key {Visible.Quoted(key)} is missing");
        return value;
    }

    private YamlScalar? Scalar(string key, bool required)
    {
        var value = Get(key, required);
        return value is null or YamlScalar ? value as YamlScalar : Wrong<YamlScalar?>(key, value, "a single value", null);
    }

    private decimal? Number(string key, YamlScalar s, decimal? least, decimal? most)
    {
        if (!s.Plain || !PlainNumber().IsMatch(s.Text) || s.Text.Count(char.IsAsciiDigit) > 15)
            return Wrong<decimal?>(key, s, "a plain decimal number of at most 15 digits", null);
        var value = decimal.Parse(s.Text, CultureInfo.InvariantCulture);
        return value < least || value > most
            ? Wrong<decimal?>(key, s, most is null ? $"a number of at least {least}" : $"a number from {least} to {most}", null)
            : value;
    }

    private T Wrong<T>(string key, YamlValue value, string expected, T fallback)
    {
        var found = value is YamlScalar s ? $", found {Visible.Quoted(s.Text)}" : "";
        problems.Add(file, value.Line, $"{code}.value", $"{Path(key)}: {expected} is expected{found}");
        return fallback;
    }

    private string Path(string key) => where.Length > 0 ? $"{where}.{key}" : key;

    // what YAML 1.2 reads as something else than a text, unless quoted
    public static bool IsText(YamlScalar s) => !s.Plain || !NotText().IsMatch(s.Text);

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();

    [GeneratedRegex(@"^(|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", RegexOptions.CultureInvariant)]
    private static partial Regex NotText();
}
