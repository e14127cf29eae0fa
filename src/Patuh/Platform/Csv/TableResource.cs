using System.Text.Json;

namespace Patuh.Platform.Csv;

/// <summary>A CSV file as a resource of a Frictionless Data Package: its columns, key and hash.</summary>
internal static class TableResource
{
    /// <param name="json">Inside the array of resources.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="columns">Its columns; all are text as far as a reader may rely on.</param>
    /// <param name="key">The columns that tell rows apart; none where no such promise is made.</param>
    /// <param name="hash">SHA-256, lower-case hex.</param>
    public static void Write(Utf8JsonWriter json, string file, string[] columns, string[] key, string hash)
    {
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-resource");
        json.WriteString("name", Path.GetFileNameWithoutExtension(file));
        json.WriteString("path", file);
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteString("hash", "sha256:" + hash);
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column);
            json.WriteString("type", "string");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (key.Length > 0)
        {
            json.WriteStartArray("primaryKey");
            foreach (var column in key)
                json.WriteStringValue(column);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
