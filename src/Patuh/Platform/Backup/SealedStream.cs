using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Backup;

/// <summary>
/// A file encrypted with a passphrase as OpenPGP has it (RFC 4880: AES-256 with integrity packet), so that <c>gpg --decrypt</c> opens it where this program is
/// not at hand.
/// </summary>
internal static class SealedStream
{
    private const int Block = 1 << 16;

    /// <summary>Encrypts what <paramref name="write"/> writes.</summary>
    public static void Write(Stream output, string passphrase, Action<Stream> write)
    {
        var encryption = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        encryption.AddMethodUtf8(passphrase.ToCharArray(), HashAlgorithmTag.Sha256);
        using var encrypted = encryption.Open(output, new byte[Block]);
        var literal = new PgpLiteralDataGenerator();
        using var plain = literal.Open(encrypted, PgpLiteralData.Binary, "patuh-backup.zip", DateTime.UnixEpoch, new byte[Block]);
        write(plain);
    }

    /// <summary>Decrypts whole, and says nothing of what it found before its integrity is proven.</summary>
    /// <exception cref="UsageException">Another passphrase, no such file, cut short, or altered.</exception>
    public static void Read(Stream input, string passphrase, Stream output)
    {
        try
        {
            var objects = new PgpObjectFactory(input);
            if (objects.NextPgpObject() is not PgpEncryptedDataList { Count: 1 } list || list[0] is not PgpPbeEncryptedData data)
                throw new UsageException("this is no backup of patuh: it does not begin as an OpenPGP file with a passphrase does");
            using (var plain = data.GetDataStreamUtf8(passphrase.ToCharArray()))
            {
                if (new PgpObjectFactory(plain).NextPgpObject() is not PgpLiteralData literal)
                    throw Broken();
                literal.GetInputStream().CopyTo(output);
                // what stands behind the data belongs to what is proven
                plain.CopyTo(Stream.Null);
            }
            if (!data.IsIntegrityProtected() || !data.Verify())
                throw Broken();
        }
        catch (Exception e) when (e is PgpException or IOException or ArgumentException or InvalidOperationException)
        {
            throw Broken();
        }
    }

    private static UsageException Broken() => new("the backup does not open: the passphrase is another one, or the file was altered or cut short");
}
