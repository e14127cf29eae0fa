using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Patuh.Platform.Data;

namespace Patuh.Platform.Backup;

/// <summary>
/// A table as text: a line of JSON for each row, an array of its values in the order of columns, rows in the order of the key. The same rows give the same bytes
/// on SQLite and on PostgreSQL, which is what a restored copy is held against.
/// </summary>
internal static class TableText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>How many rows.</returns>
    public static long Write(DbConnection connection, DbTransaction transaction, Table table, Stream output)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (Select(table, connection is SqliteConnection), transaction);
        using var reader = command.ExecuteReader();
        using var json = new Utf8JsonWriter(output, Plain);
        var rows = 0L;
        for (; reader.Read(); rows++)
        {
            json.WriteStartArray();
            for (var i = 0; i < table.Columns.Count; i++)
                Value(json, reader, i, table.Columns[i].Type);
            json.WriteEndArray();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
        return rows;
    }

    /// <summary>Puts rows back.</summary>
    /// <exception cref="FormatException">A line is not what <see cref="Write"/> writes.</exception>
    public static void Load(DbConnection connection, Table table, Stream input)
    {
        using var writer = BulkWriter.Open(connection, table.Name, [.. table.Columns.Select(c => c.Name)]);
        using var lines = new StreamReader(input);
        while (lines.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetArrayLength() != table.Columns.Count)
                throw new FormatException($"a row of {table.Name} has another number of values than the table has columns");
            var column = 0;
            foreach (var value in row.RootElement.EnumerateArray())
                Put(writer, value, table.Columns[column++].Type);
            writer.EndRow();
        }
        writer.Complete();
    }

    // texts in the order of their bytes, whatever the database's language is
    private static string Select(Table table, bool sqlite) =>
        $"select {string.Join(", ", table.Columns.Select(c => c.Name))} from {table.Name} order by "
        + string.Join(", ", table.Key.Select(c => c.Type == "text" && !sqlite ? c.Name + " collate \"C\"" : c.Name));

    private static void Value(Utf8JsonWriter json, DbDataReader reader, int i, string type)
    {
        if (reader.IsDBNull(i))
        {
            json.WriteNullValue();
            return;
        }
        switch (type)
        {
            case "integer": json.WriteNumberValue(reader.GetInt32(i)); break;
            case "boolean": json.WriteBooleanValue(reader.GetBoolean(i)); break;
            case "bytea": json.WriteBase64StringValue((byte[])reader.GetValue(i)); break;
            case "text": json.WriteStringValue(reader.GetString(i)); break;
            default: throw new NotSupportedException($"a column of type {type} cannot be backed up");
        }
    }

    private static void Put(BulkWriter writer, JsonElement value, string type)
    {
        if (value.ValueKind == JsonValueKind.Null)
            writer.Null();
        else if (type == "integer")
            writer.Integer(value.GetInt32());
        else if (type == "boolean")
            writer.Boolean(value.GetBoolean());
        else if (type == "bytea")
            writer.Bytes(value.GetBytesFromBase64());
        else
            writer.Text(value.GetString());
    }
}
