using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patuh.Platform.Yaml;
using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>An instrument with the hash of its content, which freezes it: two files with one id, version and hash are the same method.</summary>
/// <param name="Instrument">The method.</param>
/// <param name="Hash">SHA-256, lower-case hex, of <paramref name="Canonical"/>.</param>
/// <param name="Canonical">The content as JSON: keys sorted, numbers without needless zeros, no comments.</param>
/// <param name="Text">The bytes as read.</param>
internal sealed record InstrumentFile(Instrument Instrument, string Hash, string Canonical, byte[] Text)
{
    public static InstrumentFile Read(Stream stream, string name)
    {
        var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; copy.Length <= YamlTree.LargestFile && (read = stream.Read(buffer)) > 0;)
            copy.Write(buffer, 0, read);
        copy.Position = 0;
        var tree = YamlTree.Read(copy, name);
        var instrument = InstrumentReader.Read(tree, name);
        var canonical = Canonicalize(tree);
        return new(instrument, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), canonical, copy.ToArray());
    }

    /// <summary>The content of any YAML document as canonical JSON, valid or not.</summary>
    public static string CanonicalOf(string yaml) => Canonicalize(YamlTree.Read(new MemoryStream(Encoding.UTF8.GetBytes(yaml)), "yaml"));

    private static string Canonicalize(YamlValue tree)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, tree);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, YamlValue value)
    {
        switch (value)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, child) in map.Entries.OrderBy(e => e.Key.Text, StringComparer.Ordinal))
                {
                    json.WritePropertyName(key.Text);
                    Write(json, child);
                }
                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case YamlScalar { Plain: true, Text: "true" or "false" } flag:
                json.WriteBooleanValue(flag.Text == "true");
                break;
            case YamlScalar { Plain: true } s when DecimalText.TryRead(s.Text, out var number, out _):
                json.WriteRawValue((number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
                break;
            case YamlScalar s:
                json.WriteStringValue(s.Text);
                break;
        }
    }
}
