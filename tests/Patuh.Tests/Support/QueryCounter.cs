using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Patuh.Tests.Support;

/// <summary>Counts the queries that go to a database; those of the sealer, which works in the background, and those that share a journey (a fixed number by themselves) do not count.</summary>
internal sealed class QueryCounter : DbCommandInterceptor
{
    private int count;

    /// <summary>How many queries something costs.</summary>
    public async Task<int> During(Func<Task> something)
    {
        Interlocked.Exchange(ref count, 0);
        await something();
        return Interlocked.Exchange(ref count, 0);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (!command.CommandText.Contains("audit_", StringComparison.Ordinal))
            Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }
}
