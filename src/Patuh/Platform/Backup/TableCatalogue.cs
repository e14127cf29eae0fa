using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Patuh.Platform.Backup;

/// <summary>A column as the migrations declare it: text, integer, boolean or bytea.</summary>
internal sealed record TableColumn(string Name, string Type, int Key);

/// <summary>A table, in the order in which tables were made: none refers to a later one.</summary>
internal sealed record Table(string Name, IReadOnlyList<TableColumn> Columns)
{
    public IEnumerable<TableColumn> Key => Columns.Where(c => c.Key > 0).OrderBy(c => c.Key);
}

/// <summary>Which tables a database has, asked of the database itself: a table that somebody adds is in the next backup.</summary>
internal static class TableCatalogue
{
    /// <summary>The migrator's own; a backup names the scripts instead.</summary>
    public const string Migrations = "schema_migration";

    public static IReadOnlyList<Table> Read(DbConnection connection, DbTransaction? transaction) => connection is SqliteConnection
        ? Read(connection, transaction,
            "select m.name, c.name, c.type, c.pk from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%' order by m.rowid, c.cid")
        : Read(connection, transaction,
            """
            select t.relname, a.attname, format_type(a.atttypid, null), coalesce(array_position(k.conkey, a.attnum), 0)
            from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
            where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
            order by t.oid, a.attnum
            """);

    private static List<Table> Read(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        using var reader = command.ExecuteReader();
        var found = new List<(string Table, TableColumn Column)>();
        while (reader.Read())
            found.Add((reader.GetString(0), new TableColumn(reader.GetString(1), reader.GetString(2).ToLowerInvariant(), reader.GetInt32(3))));
        return [.. found.GroupBy(f => f.Table).Where(g => g.Key != Migrations).Select(g => new Table(g.Key, [.. g.Select(f => f.Column)]))];
    }
}
