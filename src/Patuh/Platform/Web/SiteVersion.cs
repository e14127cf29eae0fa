using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary>
/// Which data, program and settings a public page was made of: one address under one version is always the same page. The database is asked at
/// most once a second, so that many programs on one database follow each other's imports.
/// </summary>
internal sealed class SiteVersion(IServiceScopeFactory scopes, TimeProvider time, SiteOperator site)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly string program = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{typeof(SiteVersion).Assembly.ManifestModule.ModuleVersionId} {SiteAssets.Css} {site}")))[..8];

    private volatile Known? known;

    private sealed record Known(string Tag, DataVersionRow Data, long ReadAt);

    /// <summary>Such as <c>17-3f0a91bc</c>.</summary>
    public async ValueTask<string> Tag(CancellationToken cancel) => (await Fresh(cancel)).Tag;

    /// <summary>The data's own version and when it changed.</summary>
    public async ValueTask<DataVersionRow> Data(CancellationToken cancel) => (await Fresh(cancel)).Data;

    private ValueTask<Known> Fresh(CancellationToken cancel) =>
        known is { } k && time.GetElapsedTime(k.ReadAt) < Lasts ? new(k) : new(Read(cancel));

    private async Task<Known> Read(CancellationToken cancel)
    {
        using var scope = scopes.CreateScope();
        var at = time.GetTimestamp();
        var row = await DataVersion.Read(scope.ServiceProvider.GetRequiredService<PatuhDb>(), cancel);
        return known = new Known(string.Create(CultureInfo.InvariantCulture, $"{row.Version}-{program}"), row, at);
    }
}
