using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Patuh.Platform.Files.Sweep;

/// <summary>
/// Who refers to files, asked of the database itself: every foreign key to <c>stored_file</c>. A room says which files it needs by declaring one, cannot forget to, and
/// is heard also by a program that runs at the same moment.
/// </summary>
internal static class FileReferences
{
    public static IReadOnlyList<(string Table, string Column)> Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection
            ? """select m.name, k."from" from sqlite_master m join pragma_foreign_key_list(m.name) k where m.type = 'table' and k."table" = 'stored_file' order by 1, 2"""
            : """
              select t.relname, a.attname from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
              where k.contype = 'f' and k.confrelid = 'stored_file'::regclass order by 1, 2
              """;
        using var reader = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }
}
