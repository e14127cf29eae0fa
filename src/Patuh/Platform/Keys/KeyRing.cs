using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Patuh.Platform.Data;

namespace Patuh.Platform.Keys;

/// <summary>The keys that protect cookies, tokens and secrets: in the database, shared by all programs on it, and sealed with a key that is not.</summary>
internal static class KeyRing
{
    public static void Add(IServiceCollection services, KeyFolder keys)
    {
        services.AddDataProtection().SetApplicationName("patuh").PersistKeysToDbContext<PatuhDb>()
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM })
            // keys of before were sealed with the framework's XML encryption; they stay readable
            .UnprotectKeysWithAnyCertificate(keys.Protection());
        services.Configure<KeyManagementOptions>(o => o.XmlEncryptor = new KeySealer(keys));
    }
}
