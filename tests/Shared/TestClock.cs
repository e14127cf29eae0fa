namespace Patuh.TestSupport;

/// <summary>A clock that stands until it is moved; timers run by the real one.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
