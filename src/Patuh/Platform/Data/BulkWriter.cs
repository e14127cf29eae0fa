using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Patuh.Platform.Data;

/// <summary>
/// Writes many rows into one table, at the speed of the database: <c>COPY</c> on PostgreSQL, one prepared statement on SQLite.
/// Works inside the transaction that is open on the connection.
/// </summary>
internal abstract class BulkWriter : IDisposable
{
    public static BulkWriter Open(DbConnection connection, string table, params string[] columns) =>
        connection is NpgsqlConnection postgres ? new PostgresBulkWriter(postgres, table, columns) : new SqliteBulkWriter((SqliteConnection)connection, table, columns);

    public abstract BulkWriter Integer(int value);

    public abstract BulkWriter Text(ReadOnlySpan<char> value);

    public abstract BulkWriter Boolean(bool value);

    public abstract BulkWriter Bytes(ReadOnlySpan<byte> value);

    public abstract BulkWriter Null();

    public abstract void EndRow();

    /// <summary>Ends the writing; without it nothing of a COPY is kept.</summary>
    public abstract void Complete();

    public abstract void Dispose();

    public BulkWriter Integer(int? value) => value is { } known ? Integer(known) : Null();

    public BulkWriter TextOrNull(string? value) => value is null ? Null() : Text(value);

    public BulkWriter Boolean(bool? value) => value is { } known ? Boolean(known) : Null();
}
