using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Patuh.Platform.Keys;

/// <summary>Opens what <see cref="KeySealer"/> sealed. This type's name lies in the database with each key: under another name they no longer open.</summary>
internal sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        using var certificate = services.GetRequiredService<KeyFolder>().Protection();
        using var rsa = certificate.GetRSAPrivateKey()!;
        var (text, tag) = (Part(KeySealer.Text), Part(KeySealer.Tag));
        // else a short tag, which is easily guessed, would do
        if (tag.Length != AesGcm.TagByteSizes.MaxSize)
            throw new CryptographicException("a sealed key has a tag of another length");
        var (key, plain) = (rsa.Decrypt(Part(KeySealer.Wrapped), KeySealer.Padding), new byte[text.Length]);
        try
        {
            using (var aes = new AesGcm(key, tag.Length))
                aes.Decrypt(Part(KeySealer.Nonce), text, tag, plain);
            return XElement.Parse(Encoding.UTF8.GetString(plain));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }

        byte[] Part(string name) => Convert.FromBase64String(encryptedElement.Element(name)?.Value ?? throw new CryptographicException($"a sealed key has no {name}"));
    }
}
