using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Patuh.Tests.Support;

/// <summary>A passkey in software (WebAuthn level 2, ES256, attestation "none"), which answers as it is told, also wrongly.</summary>
internal sealed class SoftKey(string host, string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HoldsKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string? user;

    /// <summary>The site that the browser says it is at.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>The domain that the key was made for.</summary>
    public string Host { get; set; } = host;

    /// <summary>Whether its owner showed a finger or a PIN.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>How often it answered before.</summary>
    public uint Count { get; set; }

    /// <summary>Answers <c>navigator.credentials.create</c>.</summary>
    public string Create(JsonElement options)
    {
        user = options.GetProperty("user").GetProperty("id").GetString();
        var (x, y) = (key.ExportParameters(false).Q.X!, key.ExportParameters(false).Q.Y!);
        byte[] cose = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. x, 0x22, 0x58, 0x20, .. y];
        byte[] data = [.. Data(HoldsKey), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return JsonSerializer.Serialize(new { id = Url(id), rawId = Url(id), type = "public-key", clientExtensionResults = new { }, response = new { clientDataJSON = Url(Client("webauthn.create", options)), attestationObject = Url(attestation), transports = (string[])["internal"] } });
    }

    /// <summary>Answers <c>navigator.credentials.get</c>.</summary>
    public string Get(JsonElement options)
    {
        Count++;
        var (data, client) = (Data(0), Client("webauthn.get", options));
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return JsonSerializer.Serialize(new { id = Url(id), rawId = Url(id), type = "public-key", clientExtensionResults = new { }, response = new { clientDataJSON = Url(client), authenticatorData = Url(data), signature = Url(signature), userHandle = user } });
    }

    public void Dispose() => key.Dispose();

    private byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host)), (byte)(flags | Present | (Verifies ? Verified : 0)), .. count];
    }

    private byte[] Client(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    // CBOR: a text of fewer than 24 bytes
    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Url(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
