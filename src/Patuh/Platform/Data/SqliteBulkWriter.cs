using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Patuh.Platform.Data;

/// <summary>Rows through one prepared statement of SQLite itself: ADO.NET's parameters cost more than the insert (docs/performance.md).</summary>
internal sealed class SqliteBulkWriter : BulkWriter
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private int column;

    public SqliteBulkWriter(SqliteConnection connection, string table, string[] columns)
    {
        database = connection.Handle!;
        var places = string.Join(", ", columns.Select(_ => "?"));
        Check(raw.sqlite3_prepare_v2(database, $"insert into {table} ({string.Join(", ", columns)}) values ({places})", out statement));
    }

    public override BulkWriter Integer(int value)
    {
        Check(raw.sqlite3_bind_int(statement, ++column, value));
        return this;
    }

    public override BulkWriter Text(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[128];
        Check(value.Length <= 40
            ? raw.sqlite3_bind_text(statement, ++column, bytes[..System.Text.Encoding.UTF8.GetBytes(value, bytes)])
            : raw.sqlite3_bind_text(statement, ++column, value.ToString()));
        return this;
    }

    public override BulkWriter Boolean(bool value) => Integer(value ? 1 : 0);

    public override BulkWriter Bytes(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, ++column, value));
        return this;
    }

    public override BulkWriter Null()
    {
        Check(raw.sqlite3_bind_null(statement, ++column));
        return this;
    }

    public override void EndRow()
    {
        column = 0;
        Check(raw.sqlite3_step(statement));
        Check(raw.sqlite3_reset(statement));
    }

    public override void Complete() { }

    public override void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), result);
    }
}
