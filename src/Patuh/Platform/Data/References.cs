using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Patuh.Platform.Data;

/// <summary>What a database says of rows that refer to each other.</summary>
internal static class References
{
    private const int SqliteForeignKey = 787;

    /// <summary>Something still refers to what was to go, or to what is not there.</summary>
    public static bool Held(DbException e) => e is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } or SqliteException { SqliteExtendedErrorCode: SqliteForeignKey };
}
