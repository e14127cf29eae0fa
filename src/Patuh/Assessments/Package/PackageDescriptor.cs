using System.Text.Json;
using Patuh.Platform;
using Patuh.Platform.Csv;

namespace Patuh.Assessments.Package;

/// <summary>Writes <c>datapackage.json</c>: the tables of a package with their schemas and hashes (Frictionless Data Package).</summary>
internal static class PackageDescriptor
{
    public const string Name = "datapackage.json";

    /// <summary>The tables of a data package: file name, columns, key and references.</summary>
    public static IReadOnlyList<(string File, string[] Columns, string[] Key)> Tables { get; } =
    [
        ("agencies.csv", ["id", "class", "name", "region", "clean_and_clear"], ["id"]),
        ("units.csv", ["id", "agency", "kind", "substance", "name", "status"], ["id"]),
        ("products.csv", ["id", "unit", "kind", "name"], ["id"]),
        ("respondents.csv", ["id", "unit", "role", "standing"], ["id"]),
        ("answers.csv", ["unit", "subject", "indicator", "value"], ["unit", "subject", "indicator"]),
    ];

    public static void Write(Stream output, string name, string title, IReadOnlyDictionary<string, string> hashes)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteString("profile", "tabular-data-package");
            json.WriteString("name", name);
            json.WriteString("title", title);
            json.WriteStartArray("resources");
            foreach (var (file, columns, key) in Tables)
                TableResource.Write(json, file, columns, key, hashes[file]);
            json.WriteEndArray();
            json.WriteStartArray("instruments");
            json.WriteStartObject();
            json.WriteString("path", "instrument.yaml");
            json.WriteString("hash", "sha256:" + hashes["instrument.yaml"]);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }
}
