using System.Security.Cryptography;

namespace Patuh.Platform.Audit;

/// <summary>Root of a Merkle tree over leaf hashes, as RFC 6962 (section 2.1) builds it: nodes hash a 1 before their children, leaves a 0 before their content.</summary>
internal static class MerkleTree
{
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <param name="leaves">Leaf hashes of 32 bytes, one after the other; at least one.</param>
    public static byte[] Root(ReadOnlySpan<byte> leaves)
    {
        var root = new byte[HashSize];
        Root(leaves, root);
        return root;
    }

    private static void Root(ReadOnlySpan<byte> leaves, Span<byte> root)
    {
        var count = leaves.Length / HashSize;
        if (count == 1)
        {
            leaves.CopyTo(root);
            return;
        }
        // the left tree is the largest full one that leaves something for the right
        var left = 1;
        while (left * 2 < count)
            left *= 2;
        Span<byte> node = stackalloc byte[1 + (2 * HashSize)];
        node[0] = 1;
        Root(leaves[..(left * HashSize)], node[1..]);
        Root(leaves[(left * HashSize)..], node[(1 + HashSize)..]);
        SHA256.HashData(node, root);
    }
}
