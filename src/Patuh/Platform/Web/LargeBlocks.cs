using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace Patuh.Platform.Web;

/// <summary>
/// The memory that connections read into and write from: blocks of 32 kB, the one given back last taken first. A page of 200 kB then needs
/// seven instead of fifty, and those seven are still in the processor's cache (docs/performance.md).
/// </summary>
internal sealed class LargeBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int Size = 32 << 10;

    /// <summary>More than these wait for nobody: 32 MB; the rest is left to the collector.</summary>
    private const int MostKept = 1024;

    private readonly ConcurrentStack<Block> free = new();

    private int kept;

    public override int MaxBufferSize => Size;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new LargeBlocks();

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, Size);
        if (!free.TryPop(out var block))
            return new Block(this);
        Interlocked.Decrement(ref kept);
        block.Taken();
        return block;
    }

    protected override void Dispose(bool disposing) => free.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref kept) > MostKept)
            Interlocked.Decrement(ref kept);
        else
            free.Push(block);
    }

    private sealed class Block(LargeBlocks pool) : IMemoryOwner<byte>
    {
        private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);

        private int returned;

        public Memory<byte> Memory => MemoryMarshal.CreateFromPinnedArray(bytes, 0, bytes.Length);

        public void Taken() => returned = 0;

        public void Dispose()
        {
            // given back twice, one block would serve two connections
            if (Interlocked.Exchange(ref returned, 1) == 0)
                pool.Return(this);
        }
    }
}
