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

    private readonly TemporaryFolder own = new();

    static TestDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) => SharedKeys.Dispose();

    /// <summary>What PATUH_DATABASE would hold.</summary>
    public abstract string Text { get; }

    internal DatabaseConfiguration Configuration => new(Text);

    /// <summary>A server on it, on a free port, with keys of its own.</summary>
    internal ServerSetup Setup(params SitePart[] parts) =>
        new(Configuration, "http://127.0.0.1:0", parts.Length > 0 ? parts : SiteParts.All) { Keys = Keys, Seals = new SealFiles(SealsPath), Files = Files };

    internal KeyFolder Keys => new(KeysPath);

    /// <summary>What PATUH_KEYS would hold. Making a key takes longer than most tests: all share them.</summary>
    public static string KeysPath => SharedKeys["keys"];

    /// <summary>What PATUH_SEALS would hold.</summary>
    public string SealsPath => own["seals"];

    /// <summary>What PATUH_FILES would hold.</summary>
    public string FilesPath => own["files"];

    internal FileSettings Files => FileSettings.Of(FilesPath);

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

    public override void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
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

    public PostgresDatabase() => Run($"create database {name}");

    public override string Text => $"{server};Database={name}";

    public override void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Run($"drop database if exists {name} with (force)");
        base.Dispose();
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection($"{server};Database=postgres");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
