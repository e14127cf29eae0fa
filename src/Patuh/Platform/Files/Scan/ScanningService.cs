namespace Patuh.Platform.Files.Scan;

/// <summary>Tries again, every few seconds, what waits for the scanner.</summary>
internal sealed partial class ScanningService(Scanner scanner, ILogger<ScanningService> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Rhythm);
        do
            try
            {
                while (await scanner.Round(stoppingToken) == 20)
                    continue;
            }
            catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException or IOException or UnauthorizedAccessException)
            {
                Log.CannotScan(log, e.GetType().Name);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "files that wait cannot be scanned now ({Reason})")]
        public static partial void CannotScan(ILogger logger, string reason);
    }
}
