using System.Collections.Concurrent;

namespace Patuh.Bench.Shared;

/// <summary>What the people of a day met with.</summary>
internal sealed class Troubles
{
    private int cut, again, halves, forgotten;

    /// <summary>What no kill explains, in words.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    /// <summary>Requests that a kill cut off.</summary>
    public int Cut => cut;

    /// <summary>Batches that were there already when they were sent again.</summary>
    public int Again => again;

    /// <summary>Batches of which a part was there when they were sent again.</summary>
    public int Halves => halves;

    /// <summary>Uploads of which the server had less than it had acknowledged.</summary>
    public int Forgotten => forgotten;

    public void CutOff() => Interlocked.Increment(ref cut);

    public void SentAgain() => Interlocked.Increment(ref again);

    public void Half() => Interlocked.Increment(ref halves);

    public void Forgot() => Interlocked.Increment(ref forgotten);
}
