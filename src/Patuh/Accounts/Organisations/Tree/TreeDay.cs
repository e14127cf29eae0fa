using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>
/// The day up to which changes of the tree have taken effect in this program. The first request of a day at work looks, before anybody's roles are read: nothing
/// there depends on a clock that rang. For public pages <see cref="TreeService"/> looks every minute.
/// </summary>
internal sealed class TreeDay(IServiceScopeFactory scopes, TimeProvider time)
{
    private int seen;

    /// <summary>Brings the tree to today; costs nothing on a day that was seen.</summary>
    public async Task Come(CancellationToken cancel)
    {
        var today = Stamp.Today(time).DayNumber;
        if (Volatile.Read(ref seen) == today)
            return;
        using var scope = scopes.CreateScope();
        await scope.ServiceProvider.GetRequiredService<TreeBook>().TakeEffect(cancel);
        Volatile.Write(ref seen, today);
    }

    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (WorkArea.Is(http))
            await http.RequestServices.GetRequiredService<TreeDay>().Come(http.RequestAborted);
        await next(http);
    });
}

/// <summary>Looks for a new day at the start and every minute.</summary>
internal sealed partial class TreeService(TreeDay day, ILogger<TreeService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
            try
            {
                await day.Come(stoppingToken);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException or InvalidOperationException or TimeoutException)
            {
                Log.Later(log, e.GetType().Name);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "changes of the tree of organisations could not take effect; it is tried again in a minute: {Reason}")]
        public static partial void Later(ILogger logger, string reason);
    }
}
