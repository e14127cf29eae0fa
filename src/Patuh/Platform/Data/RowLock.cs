using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace Patuh.Platform.Data;

/// <summary>Lets one writer of a row through at a time, until its transaction ends. On SQLite a transaction that writes is alone anyway.</summary>
internal static class RowLock
{
    [SuppressMessage("Security", "EF1002", Justification = "the table is a name of our own, the id a parameter")]
    public static Task Take(PatuhDb db, string table, string id, CancellationToken cancel) =>
        db.Database.IsSqlite() ? Task.CompletedTask : db.Database.ExecuteSqlRawAsync($"select 1 from {table} where id = {{0}} for update", [id], cancel);
}
