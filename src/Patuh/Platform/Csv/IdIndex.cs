using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Patuh.Platform.Csv;

/// <summary>Numbers ids in the order they are added; looked up by their UTF-8 bytes without making a string. Safe to read from several threads.</summary>
internal sealed class IdIndex
{
    private readonly Dictionary<byte[], int> numbers = new(new ByteComparer());
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly List<byte[]> ids = [];

    public IdIndex() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => ids.Count;

    /// <summary>True when its file could not be read to the end: what is not in it may still exist.</summary>
    public bool Incomplete { get; set; }

    /// <summary>The number of an id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> id) => lookup.TryGetValue(id, out var number) ? number : -1;

    /// <summary>Adds an id; false when it is there already.</summary>
    public bool Add(ReadOnlySpan<byte> id)
    {
        var copy = id.ToArray();
        if (!numbers.TryAdd(copy, ids.Count))
            return false;
        ids.Add(copy);
        return true;
    }

    public string this[int number] => Encoding.UTF8.GetString(ids[number]);

    /// <summary>All numbers in the order of the ids' bytes.</summary>
    public static int[] Order(IReadOnlyList<byte[]> ids)
    {
        var order = Enumerable.Range(0, ids.Count).ToArray();
        var sorted = true;
        for (var i = 1; sorted && i < ids.Count; i++)
            sorted = ids[i - 1].AsSpan().SequenceCompareTo(ids[i]) <= 0;
        if (!sorted)
            Array.Sort(order, (a, b) => ids[a].AsSpan().SequenceCompareTo(ids[b]) is var c and not 0 ? c : a.CompareTo(b));
        return order;
    }

    public IReadOnlyList<byte[]> Ids => ids;

    /// <summary>Seeded, so that nobody can prepare ids that all fall into one place.</summary>
    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        private readonly ulong seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes) => GetHashCode(bytes.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> bytes)
        {
            var hash = seed ^ (ulong)bytes.Length;
            for (; bytes.Length >= 8; bytes = bytes[8..])
                hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            ulong tail = 0;
            foreach (var b in bytes)
                tail = (tail << 8) | b;
            hash = Mix(hash, tail);
            return (int)(hash ^ (hash >> 32));
        }

        private ulong Mix(ulong hash, ulong word)
        {
            var high = Math.BigMul(hash ^ word, 0x9E3779B97F4A7C15UL ^ BitOperations.RotateLeft(seed, 17), out var low);
            return high ^ low;
        }
    }
}
