using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patuh.Platform.Audit;

/// <summary>What a seal is made of, and how it is checked.</summary>
internal static class Seal
{
    /// <summary>Id (16 bytes) and hash (32 bytes) of a row.</summary>
    public const int LeafSize = 16 + MerkleTree.HashSize;

    /// <summary>What stands before the first seal.</summary>
    public static string Beginning { get; } = new('0', 64);

    public static string RootOf(ReadOnlySpan<byte> leaves)
    {
        var hashes = new byte[leaves.Length / LeafSize * MerkleTree.HashSize];
        for (var (from, to) = (16, 0); from < leaves.Length; from += LeafSize, to += MerkleTree.HashSize)
            leaves.Slice(from, MerkleTree.HashSize).CopyTo(hashes.AsSpan(to));
        return Convert.ToHexStringLower(MerkleTree.Root(hashes));
    }

    /// <summary>Binds a seal to the one before it: whoever changes one must change all that follow.</summary>
    public static string ChainOf(string before, int number, string at, int count, string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(numbers, number);
        BinaryPrimitives.WriteInt32BigEndian(numbers[4..], count);
        hash.AppendData("patuh-seal-1"u8);
        hash.AppendData(Convert.FromHexString(before));
        hash.AppendData(numbers);
        hash.AppendData(Encoding.UTF8.GetBytes(at));
        hash.AppendData(Convert.FromHexString(root));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Sign(ECDsa key, string chain) => Convert.ToBase64String(key.SignData(Convert.FromHexString(chain), HashAlgorithmName.SHA256));

    public static bool IsSigned(ECDsa key, string chain, string signature)
    {
        var bytes = new byte[256];
        return Convert.TryFromBase64String(signature, bytes, out var length) && key.VerifyData(Convert.FromHexString(chain), bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    /// <summary>A short name of a key: the beginning of the hash of its public part.</summary>
    public static string KeyId(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
}
