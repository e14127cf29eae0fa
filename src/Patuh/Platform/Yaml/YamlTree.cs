using System.Text;
using Patuh.Platform.Files;
using Patuh.Platform.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Patuh.Platform.Yaml;

/// <summary>A YAML value with the line where it begins.</summary>
internal abstract record YamlValue(long Line);

/// <summary>A scalar; <c>Plain</c> when unquoted, so that it may be a number, a boolean or null.</summary>
internal sealed record YamlScalar(long Line, string Text, bool Plain) : YamlValue(Line);

/// <summary>A list.</summary>
internal sealed record YamlList(long Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

/// <summary>A mapping in the order of the file; keys are unique.</summary>
internal sealed record YamlMap(long Line, IReadOnlyList<KeyValuePair<YamlScalar, YamlValue>> Entries) : YamlValue(Line)
{
    public YamlValue? this[string key] => Entries.FirstOrDefault(e => e.Key.Text == key).Value;
}

/// <summary>
/// Reads one YAML document into a tree with line numbers. Anchors, aliases and tags are refused, as are deep nesting and large files:
/// an instrument needs none of them, and a "YAML bomb" needs them all.
/// </summary>
internal static class YamlTree
{
    public const int LargestFile = 4 << 20;
    private const int Deepest = 32;

    /// <exception cref="RefusedException">It is not YAML, or uses more of YAML than we take.</exception>
    public static YamlValue Read(Stream stream, string file)
    {
        var bytes = new byte[LargestFile + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > LargestFile)
            throw new RefusedException(file, 1, "yaml.too-large", $"the file is larger than {LargestFile} bytes");
        Parser? parser = null;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
            parser = new Parser(new StringReader(text.TrimStart('\uFEFF')));
            return Document(parser, file);
        }
        catch (DecoderFallbackException)
        {
            var valid = bytes.AsSpan(0, Utf8Text.InvalidAt(bytes.AsSpan(0, length)));
            throw new RefusedException(file, 1 + valid.Count((byte)'\n'), "yaml.not-utf8", "the text is not UTF-8");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // the parser itself stumbles over some malformed input (found by damaging files at random)
            throw new RefusedException(file, Math.Max(1, parser?.Current?.Start.Line ?? 1), "yaml.malformed", "not YAML: the text cannot be read from here on");
        }
        catch (YamlException e)
        {
            throw new RefusedException(file, Math.Max(1, e.Start.Line), "yaml.malformed", $"not YAML: {Visible.Text(e.InnerException?.Message ?? e.Message)}");
        }
    }

    private static YamlValue Document(Parser parser, string file)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            throw new RefusedException(file, 1, "yaml.empty", "the file is empty");
        var value = Value(parser, file, 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            throw new RefusedException(file, second.Start.Line, "yaml.second-document", "a second document; one file holds one instrument");
        return value;
    }

    private static YamlValue Value(Parser parser, string file, int depth)
    {
        parser.MoveNextIfNeeded();
        var node = parser.Current as NodeEvent;
        var line = parser.Current!.Start.Line;
        if (parser.Current is AnchorAlias || node is { Anchor.IsEmpty: false })
            throw new RefusedException(file, line, "yaml.anchor", "anchors and aliases (& and *) are not used here; write the value out");
        if (node is { Tag.IsEmpty: false })
            throw new RefusedException(file, line, "yaml.tag", "tags (!) are not used here");
        if (depth > Deepest)
            throw new RefusedException(file, line, "yaml.too-deep", $"nested deeper than {Deepest} levels");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(line, scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Value(parser, file, depth + 1));
            return new YamlList(line, items);
        }
        parser.Consume<MappingStart>();
        var entries = new List<KeyValuePair<YamlScalar, YamlValue>>();
        var keys = new HashSet<string>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Value(parser, file, depth + 1) is not YamlScalar key)
                throw new RefusedException(file, line, "yaml.key", "a key must be a plain text");
            if (!keys.Add(key.Text))
                throw new RefusedException(file, key.Line, "yaml.duplicate-key", $"the key {Visible.Quoted(key.Text)} is there twice");
            entries.Add(new(key, Value(parser, file, depth + 1)));
        }
        return new YamlMap(line, entries);
    }

    private static void MoveNextIfNeeded(this Parser parser)
    {
        if (parser.Current is null)
            parser.MoveNext();
    }
}
