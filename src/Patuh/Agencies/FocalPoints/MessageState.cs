namespace Patuh.Agencies.FocalPoints;

/// <summary>Keadaan pesan: forward only; what was recorded wrongly is put right with a reason.</summary>
internal enum MessageState
{
    Prepared,
    Sent,
    Delivered,
    Acknowledged,
    Failed,
}

internal static class MessageStates
{
    private static readonly Dictionary<MessageState, MessageState[]> Transitions = new()
    {
        // who is told by telephone has had it delivered, and may have acknowledged it, at once
        [MessageState.Prepared] = [MessageState.Sent, MessageState.Delivered, MessageState.Acknowledged, MessageState.Failed],
        [MessageState.Sent] = [MessageState.Delivered, MessageState.Acknowledged, MessageState.Failed],
        [MessageState.Delivered] = [MessageState.Acknowledged],
        [MessageState.Acknowledged] = [],
        [MessageState.Failed] = [],
    };

    public static IReadOnlyList<MessageState> Next(this MessageState state) => Transitions[state];

    /// <summary>Whether the agency has been told, as far as is known.</summary>
    public static bool Tells(this MessageState state) => state is MessageState.Sent or MessageState.Delivered or MessageState.Acknowledged;

    /// <summary>As audit trail and forms write it.</summary>
    public static string Code(this MessageState state) => state.ToString().ToLowerInvariant();

    public static MessageState? Of(string? code) => Enum.GetValues<MessageState>().Where(s => s.Code() == code).Select(s => (MessageState?)s).FirstOrDefault();
}
