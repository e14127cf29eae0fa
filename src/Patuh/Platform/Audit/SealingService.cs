using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;
using Patuh.Platform.Keys;

namespace Patuh.Platform.Audit;

/// <summary>Seals every second while the program serves, writes the seals to their files, and once more when it ends.</summary>
internal sealed partial class SealingService(DatabaseConfiguration database, KeyFolder keys, SealFiles files, DailySeals days, TimeProvider time, ILogger<SealingService> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    // lives as long as the program
    private readonly ECDsa key = keys.Signing();

    private bool failing;

    // a seal may have been made and not written when the program was killed, or the disk was full
    private bool behind = true;

    /// <summary>What was written last is sealed too.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Round();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Rhythm);
        do
            Round();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Round()
    {
        try
        {
            using var db = database.Open();
            var sealer = new AuditSealer(key, time);
            while (sealer.Seal(db) is not null)
                behind = true;
            if (behind)
                files.Write(db);
            behind = false;
            days.Close(db);
            failing = false;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException or InvalidOperationException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            // said once, not every second
            if (!failing)
                Log.CannotSeal(log, e.Message);
            failing = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "the audit trail cannot be sealed now; it is tried every second: {Reason}")]
        public static partial void CannotSeal(ILogger logger, string reason);
    }
}
