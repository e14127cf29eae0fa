using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patuh.Platform.Audit;

/// <summary>
/// The bytes of a row that its hash covers: each column in the order of <see cref="Columns"/>, with its length before it, so that no two rows have the same
/// bytes. The format is version 1 and does not change: seals of years ago must stay right.
/// </summary>
internal sealed class AuditLeaf
{
    /// <summary>In SQL, in the order in which they are hashed.</summary>
    public const string Columns = "id, at, person_id, role, organisation_id, action, subject_kind, subject_id, before_json, after_json, why, personal_hash";

    public const int ColumnCount = 12;

    private byte[] buffer = new byte[1024];
    private int length;

    /// <summary>Begins a row.</summary>
    public void Begin()
    {
        // a leaf hashes a 0 before its content, so that it is never a node
        buffer[0] = 0;
        length = 1;
    }

    /// <summary>Adds a column; null is told apart from an empty text.</summary>
    public void Add(string? text)
    {
        var most = 4 + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length));
        if (buffer.Length - length < most)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + most));
        var size = text is null ? -1 : Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + 4));
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), size);
        length += 4 + Math.Max(size, 0);
    }

    /// <summary>Writes the row's hash, 32 bytes.</summary>
    public void Hash(Span<byte> hash) => SHA256.HashData(buffer.AsSpan(0, length), hash);
}
