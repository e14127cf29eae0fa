namespace Patuh.Platform.Files.Kinds;

/// <summary>Whether a file is text: UTF-8 throughout, without control characters but for those of lines and tabs.</summary>
internal static class PlainText
{
    private const int Block = 1 << 16;

    internal enum Verdict
    {
        Text,
        OtherEncoding,
        Binary,
    }

    public static Verdict Check(Stream file)
    {
        var buffer = new byte[Block];
        var (kept, encoded) = (0, true);
        file.Position = 0;
        try
        {
            for (int read; (read = file.Read(buffer, kept, Block - kept)) > 0;)
            {
                var bytes = buffer.AsSpan(0, kept + read);
                // controls look the same in all encodings that offices use, but for UTF-16 with its NULs
                foreach (var b in bytes)
                    if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') || b == 0x7f)
                        return bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) ? Verdict.OtherEncoding : Verdict.Binary;
                var valid = encoded ? Utf8Text.InvalidAt(bytes) : bytes.Length;
                kept = bytes.Length - valid;
                // a character may be cut by the end of the block, but no more than one
                if (kept > 3)
                    (encoded, kept) = (false, 0);
                bytes[^kept..].CopyTo(buffer);
            }
        }
        finally
        {
            file.Position = 0;
        }
        return encoded && kept == 0 ? Verdict.Text : Verdict.OtherEncoding;
    }
}
