using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Patuh.Platform.Keys;

/// <summary>Seals a key of the ring: AES-256-GCM with a key made for it alone, which is wrapped with RSA (OAEP, SHA-256) for the key in the folder.</summary>
internal sealed class KeySealer(KeyFolder keys) : IXmlEncryptor
{
    public const string Element = "EncryptedData";
    public const string Wrapped = "wrapped";
    public const string Nonce = "nonce";
    public const string Tag = "tag";
    public const string Text = "text";

    public static RSAEncryptionPadding Padding => RSAEncryptionPadding.OaepSHA256;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (key, nonce) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize));
        var (text, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        try
        {
            using (var aes = new AesGcm(key, tag.Length))
                aes.Encrypt(nonce, plain, text, tag);
            using var certificate = keys.Protection();
            using var rsa = certificate.GetRSAPublicKey()!;
            return new EncryptedXmlInfo(new XElement(Element, Part(Wrapped, rsa.Encrypt(key, Padding)), Part(Nonce, nonce), Part(Tag, tag), Part(Text, text)), typeof(KeyOpener));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static XElement Part(string name, byte[] value) => new(name, Convert.ToBase64String(value));
}
