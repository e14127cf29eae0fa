using Patuh.Accounts.Permissions;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Home;

/// <summary>So many of something wait for somebody, and where.</summary>
/// <param name="Count">How many; nothing is said of none.</param>
/// <param name="Text">Of what, after the figure.</param>
/// <param name="Path">Where they are.</param>
/// <param name="Late">Should be done by now.</param>
internal sealed record Waiting(int Count, string Text, string Path, bool Late = false);

/// <summary>What waits in one place, such as a cycle, with sentences that are to be known there.</summary>
internal sealed record WaitingPlace(string Title, string Path, IReadOnlyList<string> Notes, IReadOnlyList<Waiting> Waiting)
{
    /// <summary>Places with a lower figure come first.</summary>
    public int Order { get; init; }
}

/// <summary>Says what waits for somebody: each room that has work of its own brings one. A fixed number of queries.</summary>
internal interface IWaitingWork
{
    Task<IReadOnlyList<WaitingPlace>> Of(Actor me, Reader L, CancellationToken cancel);
}
