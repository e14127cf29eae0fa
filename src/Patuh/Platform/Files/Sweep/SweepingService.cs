namespace Patuh.Platform.Files.Sweep;

/// <summary>Sweeps every hour while the program serves.</summary>
internal sealed partial class SweepingService(FileCollector collector, ILogger<SweepingService> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await collector.Round(stoppingToken);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException or IOException or UnauthorizedAccessException)
            {
                Log.CannotSweep(log, e.GetType().Name);
            }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "files that nobody needs cannot be removed now ({Reason})")]
        public static partial void CannotSweep(ILogger logger, string reason);
    }
}
