using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Patuh.Platform.Data;

/// <summary>
/// Brings the schema forward: numbered SQL files that run on SQLite and PostgreSQL, each once, in one transaction. There is no way back. What only
/// one of them understands stands in a comment with its name: <c>/*sqlite … */</c>, <c>/*postgres … */</c>.
/// </summary>
internal static partial class Migrator
{
    private const long PostgresLock = 7_284_001;

    /// <summary>Names of the scripts that this program has, oldest first.</summary>
    public static IReadOnlyList<string> All => [.. Scripts().Select(s => s.Name)];

    /// <param name="db">Which database.</param>
    /// <param name="time">The clock that says when.</param>
    /// <param name="only">Scripts to stop at, for data that was written when there were no others; all when null.</param>
    public static void Migrate(PatuhDb db, TimeProvider time, IReadOnlyCollection<string>? only = null)
    {
        var connection = db.Database.GetDbConnection();
        db.Database.OpenConnection();
        var sqlite = db.Database.IsSqlite();
        if (sqlite)
            Run(connection, null, "pragma journal_mode = wal");
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.Serializable);
        if (!sqlite)
            Run(connection, transaction, $"select pg_advisory_xact_lock({PostgresLock})");
        Run(connection, transaction, "create table if not exists schema_migration (name text not null primary key, applied_at text not null)");
        var applied = Applied(connection, transaction);
        foreach (var (name, sql) in Scripts().Where(s => !applied.Contains(s.Name) && only?.Contains(s.Name) != false))
        {
            Run(connection, transaction, OnlyOf(sqlite ? "sqlite" : "postgres", sql));
            Run(connection, transaction, $"insert into schema_migration (name, applied_at) values ('{name}', '{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}')");
        }
        transaction.Commit();
    }

    private static string OnlyOf(string dialect, string sql) => ForOne().Replace(sql, m => m.Groups[1].Value == dialect ? m.Groups[2].Value : "");

    private static HashSet<string> Applied(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ("select name from schema_migration", transaction);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private static IEnumerable<(string Name, string Sql)> Scripts()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (resource, reader.ReadToEnd());
        }
    }

    private static void Run(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"/\*(sqlite|postgres)\s(.*?)\s?\*/", RegexOptions.Singleline)]
    private static partial Regex ForOne();
}
