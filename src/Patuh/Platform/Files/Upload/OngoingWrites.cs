using System.Collections.Concurrent;

namespace Patuh.Platform.Files.Upload;

/// <summary>
/// One request at a time for each upload. Who comes later asks the one before to stop: after a lost connection the server may still wait for bytes that nobody sends
/// any more, and whoever comes back must not wait for that.
/// </summary>
internal sealed class OngoingWrites
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Turn> turns = new();

    /// <summary>Null when the one before does not end.</summary>
    public async Task<Turn?> Begin(string id, CancellationToken cancel)
    {
        var mine = new Turn(this, id);
        while (!turns.TryAdd(id, mine))
            if (turns.TryGetValue(id, out var other))
            {
                other.Stop();
                try
                {
                    await other.Ended.WaitAsync(Patience, cancel);
                }
                catch (TimeoutException)
                {
                    return null;
                }
            }
        return mine;
    }

    internal sealed class Turn(OngoingWrites all, string id) : IDisposable
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource stop = new();

        /// <summary>Somebody else waits; receiving stops with what is there.</summary>
        public CancellationToken Stopped => stop.Token;

        public Task Ended => ended.Task;

        public void Stop() => stop.Cancel();

        public void Dispose()
        {
            all.turns.TryRemove(id, out _);
            ended.SetResult();
        }
    }
}
