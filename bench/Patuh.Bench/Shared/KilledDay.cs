using System.Collections.Concurrent;

namespace Patuh.Bench.Shared;

/// <summary>What a day is made of.</summary>
/// <param name="Kills">How often the server is killed.</param>
/// <param name="Longest">Then the day is over, however often it was.</param>
/// <param name="Uploading">How many of the people upload; all answer.</param>
/// <param name="Piece">Bytes of one request of an upload.</param>
/// <param name="Largest">Bytes of the largest file.</param>
/// <param name="Moment">Waits, while the server is up, for the moment to kill it; the number of the kill is given.</param>
/// <param name="Pause">Between two things that one person does, and before something refused is tried again.</param>
internal sealed record DayPlan(int Kills, TimeSpan Longest, int Uploading, int Piece, int Largest, Func<int, KilledDay, Task> Moment, Func<Random, Task> Pause);

/// <summary>People answer and upload while the server is killed again and again; each repeats what was not acknowledged until it is. Then all come to an end.</summary>
internal sealed class KilledDay(RunningServer server, IReadOnlyList<Assessor> people, DayPlan plan)
{
    private readonly CancellationTokenSource evening = new();

    public RunningServer Server => server;

    public DayPlan Plan => plan;

    /// <summary>People begin nothing new.</summary>
    public bool IsOver => evening.IsCancellationRequested;

    /// <summary>Batches of answers that were acknowledged.</summary>
    public Progress Batches { get; } = new();

    /// <summary>Pieces of files that were acknowledged.</summary>
    public Progress Pieces { get; } = new();

    public ConcurrentBag<AcknowledgedAnswer> Answers { get; } = [];

    public ConcurrentBag<AcknowledgedFile> Files { get; } = [];

    public Troubles Troubles { get; } = new();

    /// <summary>How often the server was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Milliseconds from each start of the program to its first answer.</summary>
    public List<double> Starts { get; } = [];

    public async Task Run()
    {
        await Start();
        var work = people.Select((p, n) => new AnsweringPerson(p, n, this).Work()).Concat(people.Take(plan.Uploading).Select((p, n) => new UploadingPerson(p, n, this).Work())).ToList();
        var day = Task.WhenAll(work);
        var morning = TimeProvider.System.GetTimestamp();
        for (; Kills < plan.Kills && TimeProvider.System.GetElapsedTime(morning) < plan.Longest; Kills++)
        {
            // whoever fails ends the day, instead of leaving it waiting
            await await Task.WhenAny(plan.Moment(Kills, this), work.Find(w => w.IsFaulted) ?? Never);
            await server.Kill();
            await Start();
        }
        await evening.CancelAsync();
        await day;
    }

    private static Task Never { get; } = new TaskCompletionSource().Task;

    private async Task Start()
    {
        var from = TimeProvider.System.GetTimestamp();
        await server.Start();
        Starts.Add(TimeProvider.System.GetElapsedTime(from).TotalMilliseconds);
    }
}
