using System.Buffers.Binary;

namespace Patuh.Platform.Files.Upload;

/// <summary>Where bytes begin that were not held against their checksum yet: written beside an upload before they come, so that it is known also after the program was killed.</summary>
internal sealed class UncheckedTail(string upload)
{
    private readonly string path = upload + ".unchecked";

    /// <summary>Null where every byte was checked, or came without a checksum.</summary>
    public long? Begin()
    {
        if (!File.Exists(path))
            return null;
        // cut short itself: then nothing had come after it
        return File.ReadAllBytes(path) is { Length: sizeof(long) } mark ? BinaryPrimitives.ReadInt64LittleEndian(mark) : null;
    }

    public void Mark(long begin)
    {
        var mark = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(mark, begin);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(mark);
        file.Flush(flushToDisk: true);
    }

    public void Clear() => File.Delete(path);
}
