using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Patuh.Platform.Data;
using Patuh.Platform.Keys;
using Patuh.Platform.Web;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Accounts;

public sealed class SqliteKeyRingTests : KeyRingTests<SqliteDatabase>;

public sealed class PostgresKeyRingTests : KeyRingTests<PostgresDatabase>;

/// <summary>How the keys that protect cookies, tokens and secrets lie in the database.</summary>
public abstract class KeyRingTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly T database = new();

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task No_key_lies_in_the_database_as_it_is()
    {
        var text = await Protect("rahasia");
        var key = Assert.Single(Stored());
        Assert.Equal("AES_256_GCM", key.Descendants("encryption").Single().Attribute("algorithm")!.Value);
        var secret = Open(key).DescendantsAndSelf("masterKey").Single().Value.Trim();
        Assert.Equal(64, Convert.FromBase64String(secret).Length);
        Assert.DoesNotContain(secret, key.ToString(), StringComparison.Ordinal);
        Assert.Empty(key.Descendants("masterKey"));
        // another program on the same database reads what this one wrote
        Assert.Equal("rahasia", await Unprotect(text));
    }

    [Fact]
    public async Task A_sealed_key_that_was_bent_or_belongs_to_another_folder_does_not_open()
    {
        await Protect("rahasia");
        var key = Assert.Single(Stored());
        foreach (var part in (string[])["wrapped", "nonce", "tag", "text"])
        {
            var bent = new XElement(key);
            var bytes = Convert.FromBase64String(bent.Descendants(part).Single().Value);
            bytes[^1] ^= 1;
            bent.Descendants(part).Single().Value = Convert.ToBase64String(bytes);
            Assert.ThrowsAny<CryptographicException>(() => Open(bent));
            bent.Descendants(part).Single().Remove();
            Assert.ThrowsAny<CryptographicException>(() => Open(bent));
        }
        key.Descendants("tag").Single().Value = Convert.ToBase64String(Convert.FromBase64String(key.Descendants("tag").Single().Value)[..12]);
        Assert.ThrowsAny<CryptographicException>(() => Open(key));
        using var folder = new TemporaryFolder();
        Assert.ThrowsAny<CryptographicException>(() => Open(Assert.Single(Stored()), new KeyFolder(folder["keys"])));
    }

    [Fact]
    public async Task Keys_from_before_stay_readable()
    {
        string text;
        using (database.Open())
        using (var certificate = database.Keys.Protection())
        {
            var services = new ServiceCollection();
            services.AddDbContext<PatuhDb>(database.Configuration.Configure);
            services.AddDataProtection().SetApplicationName("patuh").PersistKeysToDbContext<PatuhDb>().ProtectKeysWithCertificate(certificate);
            await using var before = services.BuildServiceProvider();
            text = before.GetDataProtector("uji").Protect("rahasia");
        }
        Assert.Contains("rsa-1_5", Assert.Single(Stored()).ToString(), StringComparison.Ordinal);
        Assert.Equal("rahasia", await Unprotect(text));
    }

    private async Task<string> Protect(string text)
    {
        await using var app = WebServer.Build(database.Setup());
        return app.Services.GetDataProtector("uji").Protect(text);
    }

    private async Task<string> Unprotect(string text)
    {
        await using var app = WebServer.Build(database.Setup());
        return app.Services.GetDataProtector("uji").Unprotect(text);
    }

    private List<XElement> Stored()
    {
        using var db = database.Open();
        return [.. db.DataProtectionKeys.Select(k => k.Xml!).AsEnumerable().Select(x => XElement.Parse(x))];
    }

    private XElement Open(XElement key, KeyFolder? keys = null)
    {
        using var services = new ServiceCollection().AddSingleton(keys ?? database.Keys).BuildServiceProvider();
        return new KeyOpener(services).Decrypt(key.Descendants("EncryptedData").Single());
    }
}
