using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Data;

/// <summary>Which database: a SQLite file, or a PostgreSQL connection string.</summary>
internal sealed record DatabaseConfiguration(string Text)
{
    public const string Variable = "PATUH_DATABASE";

    // enough for what is asked again and again; each is kept by each connection
    private const int MaxAutoPrepare = 64;

    /// <summary>Who watches the commands, such as a count of them.</summary>
    public IReadOnlyList<IInterceptor> Interceptors { get; init; } = [];

    public bool IsPostgres { get; } =
        Text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || Text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || Text.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UsageException">The variable is not set.</exception>
    public static DatabaseConfiguration FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? new(text)
        : throw new UsageException($"which database? Set {Variable} to a SQLite file (data/patuh.db) or a PostgreSQL connection string (Host=…;Database=…;Username=…), or run ./patuh demo");

    public string ConnectionString => IsPostgres ? Postgres(Text) : Sqlite(Text);

    public DbContextOptions<PatuhDb> Options
    {
        get
        {
            var builder = new DbContextOptionsBuilder<PatuhDb>();
            Configure(builder);
            return builder.Options;
        }
    }

    public PatuhDb Open() => new(Options);

    public void Configure(DbContextOptionsBuilder builder)
    {
        if (IsPostgres)
            builder.UseNpgsql(ConnectionString);
        else
            builder.UseSqlite(ConnectionString);
        if (Interceptors.Count > 0)
            builder.AddInterceptors(Interceptors);
        builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
    }

    private static string Sqlite(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('='))
            throw new UsageException($"{Variable} is neither a path of a SQLite file nor a PostgreSQL connection string (Host=…;Database=…;Username=…)");
        if (Directory.Exists(path))
            throw new UsageException($"{Visible.Quoted(path)} is a folder; {Variable} needs a file");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the folder of the database, {Visible.Quoted(folder)}, cannot be made; give {Variable} a path where you may write");
        }
        return new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), ForeignKeys = true, DefaultTimeout = 30 }.ToString();
    }

    private static string Postgres(string text)
    {
        try
        {
            var connection = text.Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(text)) : new Npgsql.NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(connection.Host))
                throw new FormatException();
            // statements that come again and again are planned once; whoever has a pooler in between that cannot bear it writes 0
            if (!connection.ShouldSerialize("Max Auto Prepare"))
                connection.MaxAutoPrepare = MaxAutoPrepare;
            // more of them than processors can serve only wait in another place, and each learns its statements anew
            if (!connection.ShouldSerialize("Maximum Pool Size"))
                connection.MaxPoolSize = Math.Clamp(8 * Environment.ProcessorCount, 32, 100);
            // nothing here leaves settings behind in a connection: it need not be swept after each use
            if (!connection.ShouldSerialize("No Reset On Close"))
                connection.NoResetOnClose = true;
            return connection.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // the text itself may hold a password: it is not repeated
            throw new UsageException($"{Variable} is not a PostgreSQL connection string; write it like Host=127.0.0.1;Database=patuh;Username=patuh");
        }
    }

    private static Npgsql.NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        if (uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
            throw new FormatException();
        var user = uri.UserInfo.Split(':', 2);
        var builder = new Npgsql.NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        return builder;
    }
}
