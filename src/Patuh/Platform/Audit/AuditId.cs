using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Patuh.Platform.Audit;

/// <summary>Ids of events: Guid v7, and within one millisecond of one clock in the order in which they were made (RFC 9562, section 6.2, method 1).</summary>
internal static class AuditId
{
    private const ulong OwnBits = 0xFFF;

    private static readonly ConditionalWeakTable<TimeProvider, Last> Clocks = [];

    /// <summary>Lower case whatever the database: the text is part of what is hashed.</summary>
    public static string Next(TimeProvider time, DateTimeOffset now)
    {
        ref var last = ref Clocks.GetOrCreateValue(time).Moment;
        var moment = (ulong)now.ToUnixTimeMilliseconds() << 12;
        ulong before, mine;
        do
        {
            before = Interlocked.Read(ref last);
            mine = (before & ~OwnBits) == moment && (before & OwnBits) != OwnBits ? before + 1 : moment;
        }
        while (Interlocked.CompareExchange(ref last, mine, before) != before);
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (mine & OwnBits)));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private sealed class Last
    {
        /// <summary>Milliseconds in the upper bits, a count in the lower twelve.</summary>
        public ulong Moment;
    }
}
