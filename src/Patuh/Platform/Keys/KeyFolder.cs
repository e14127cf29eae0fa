using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Keys;

/// <summary>
/// The keys that must not lie in the database: one encrypts what protects cookies and tokens, one signs the audit trail. Each is made when it is first
/// needed, readable by its owner alone.
/// </summary>
internal sealed class KeyFolder(string folder)
{
    public const string Variable = "PATUH_KEYS";

    private const string ProtectionFile = "protection.pem";
    private const string SigningFile = "audit-signing.pem";

    private (string Pem, X509Certificate2 Certificate)? protection;

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>As configured; beside a SQLite file when it is not.</summary>
    /// <exception cref="UsageException">PostgreSQL without a folder for keys.</exception>
    public static KeyFolder Of(DatabaseConfiguration database) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configured ? new(configured)
        : !database.IsPostgres ? new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database.Text))!, "keys"))
        : throw new UsageException($"where are the keys kept? Set {Variable} to a folder on this machine, outside the database, that only this program's user can read");

    /// <summary>Encrypts the keys that lie in the database. Whoever asks disposes of it.</summary>
    public X509Certificate2 Protection()
    {
        var pem = Read(ProtectionFile, () =>
        {
            using var key = RSA.Create(3072);
            var request = new CertificateRequest("CN=patuh", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
            return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        });
        // checking the primes of a key takes longer than reading it: once for each key
        if (protection is not { } known || known.Pem != pem)
            protection = known = (pem, X509Certificate2.CreateFromPem(pem, pem));
        return new X509Certificate2(known.Certificate);
    }

    /// <summary>Signs the roots of the audit trail (ECDSA, P-256).</summary>
    public ECDsa Signing()
    {
        var pem = Read(SigningFile, () =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportPkcs8PrivateKeyPem() + "\n";
        });
        var signing = ECDsa.Create();
        signing.ImportFromPem(pem);
        return signing;
    }

    private string Read(string name, Func<string> make)
    {
        var path = Path.Combine(Folder, name);
        try
        {
            if (!File.Exists(path))
                Make(path, make());
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the key {Visible.Quoted(path)} can be neither read nor made; give {Variable} a folder of this program's user");
        }
    }

    /// <summary>Puts a key back that was kept elsewhere, where none is.</summary>
    /// <exception cref="IOException">There is one.</exception>
    public static void Write(string path, byte[] key)
    {
        var draft = Draft(path, key);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Whole or not at all, and only once when two programs start together.</summary>
    private static void Make(string path, string text)
    {
        try
        {
            Write(path, System.Text.Encoding.ASCII.GetBytes(text));
        }
        catch (IOException) when (File.Exists(path))
        {
            // the other one was first
        }
    }

    private static string Draft(string path, byte[] key)
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Mine | UnixFileMode.UserExecute);
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mine;
        using (var stream = new FileStream(draft, options))
            stream.Write(key);
        return draft;
    }
}
