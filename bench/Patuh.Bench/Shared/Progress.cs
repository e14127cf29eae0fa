namespace Patuh.Bench.Shared;

/// <summary>Counts what is done, and lets others wait until so much is.</summary>
internal sealed class Progress
{
    private readonly Lock all = new();
    private readonly List<(int At, TaskCompletionSource Reached)> waiting = [];
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Add()
    {
        lock (all)
        {
            count++;
            foreach (var (_, reached) in waiting.Where(w => w.At <= count))
                reached.TrySetResult();
            waiting.RemoveAll(w => w.At <= count);
        }
    }

    /// <summary>Ends when that many more are done than are now.</summary>
    public Task More(int than)
    {
        lock (all)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count + than, reached));
            return reached.Task;
        }
    }
}
