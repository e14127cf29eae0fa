using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Npgsql;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Keys;
using Patuh.Platform.Web;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>An empty database of a real server or file, gone after the tests.</summary>
public abstract class TestDatabase : IDisposable
{
    private static readonly TemporaryFolder SharedKeys = new();
    private static readonly ConcurrentDictionary<(Type, string), Lazy<TestDatabase>> Prepared = [];

    private readonly TemporaryFolder own = new();

    static TestDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        SharedKeys.Dispose();
        foreach (var database in Prepared.Values.Where(d => d.IsValueCreated))
            database.Value.Dispose();
    };

    /// <summary>What PATUH_DATABASE would hold.</summary>
    public abstract string Text { get; }

    internal DatabaseConfiguration Configuration => new(Text);

    /// <summary>A server on it, on a free port, with keys of its own.</summary>
    internal ServerSetup Setup(params SitePart[] parts) =>
        new(Configuration, "http://127.0.0.1:0", parts.Length > 0 ? parts : SiteParts.All) { Keys = Keys, Seals = new SealFiles(SealsPath), Files = Files };

    internal KeyFolder Keys => OneFolder;

    /// <summary>What PATUH_KEYS would hold. Making a key takes longer than most tests: all share them.</summary>
    public static string KeysPath => SharedKeys["keys"];

    private static KeyFolder OneFolder { get; } = new(KeysPath);

    /// <summary>What PATUH_SEALS would hold.</summary>
    public string SealsPath => own["seals"];

    /// <summary>What PATUH_FILES would hold.</summary>
    public string FilesPath => own["files"];

    internal FileSettings Files => FileSettings.Of(FilesPath);

    /// <summary>Before its first use: it begins with what is prepared once for all that want the same.</summary>
    /// <param name="what">Names what is prepared.</param>
    /// <param name="prepare">Fills an empty database, and leaves nothing open.</param>
    internal void BeginWith(string what, Action<TestDatabase> prepare) => CopyFrom(Prepared.GetOrAdd((GetType(), what), _ => new Lazy<TestDatabase>(() =>
    {
        var database = (TestDatabase)Activator.CreateInstance(GetType())!;
        prepare(database);
        database.Rest();
        return database;
    })).Value);

    /// <summary>Nothing is open on it any more, and all of it is on the disk.</summary>
    protected abstract void Rest();

    /// <summary>Takes all from another of its kind that rests.</summary>
    protected abstract void CopyFrom(TestDatabase prepared);

    internal PatuhDb Open()
    {
        var db = Configuration.Open();
        Migrator.Migrate(db, TimeProvider.System);
        return db;
    }

    public virtual void Dispose()
    {
        own.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>SQLite in a temporary folder.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private readonly TemporaryFolder folder = new();

    public override string Text => folder["patuh.db"];

    protected override void Rest()
    {
        using var connection = new SqliteConnection($"Data Source={Text};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        command.ExecuteNonQuery();
    }

    protected override void CopyFrom(TestDatabase prepared) => File.Copy(prepared.Text, Text);

    public override void Dispose()
    {
        using (var connection = new SqliteConnection(Configuration.ConnectionString))
            SqliteConnection.ClearPool(connection);
        folder.Dispose();
        base.Dispose();
    }
}

/// <summary>A database of its own on the PostgreSQL that ./test starts.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    private const string Variable = "PATUH_TEST_POSTGRES";

    private readonly string name = $"t{Guid.CreateVersion7():N}";
    private readonly string server = Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} is not set; run the tests with ./test, which starts a PostgreSQL");

    private bool made;

    public override string Text
    {
        get
        {
            Make("");
            return $"{server};Database={name}";
        }
    }

    protected override void Rest()
    {
        LetGo();
        Run($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{name}'");
    }

    protected override void CopyFrom(TestDatabase prepared) => Make($"template {((PostgresDatabase)prepared).name} strategy file_copy");

    private void Make(string from)
    {
        if (!made)
            Run($"create database {name} {from}");
        else if (from.Length > 0)
            throw new InvalidOperationException("the database was in use already");
        made = true;
    }

    public override void Dispose()
    {
        LetGo();
        Run($"drop database if exists {name} with (force)");
        base.Dispose();
    }

    private void LetGo()
    {
        using var connection = new NpgsqlConnection(Configuration.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection($"{server};Database=postgres");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
