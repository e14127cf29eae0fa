using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
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

    private sealed record Known(PageTags Tags, DataVersionRow Data, long ReadAt);

    /// <summary>What marks the pages of now.</summary>
    public async ValueTask<PageTags> Tags(CancellationToken cancel) => (await Fresh(cancel)).Tags;

    /// <summary>The data's version as last read; null while it was never read.</summary>
    public DataVersionRow? Last => known?.Data;

    /// <summary>The data's own version and when it changed.</summary>
    public async ValueTask<DataVersionRow> Data(CancellationToken cancel) => (await Fresh(cancel)).Data;

    private ValueTask<Known> Fresh(CancellationToken cancel) =>
        known is { } k && time.GetElapsedTime(k.ReadAt) < Lasts ? new(k) : new(Read(cancel));

    private async Task<Known> Read(CancellationToken cancel)
    {
        var at = time.GetTimestamp();
        DataVersionRow row;
        try
        {
            using var scope = scopes.CreateScope();
            row = await DataVersion.Read(scope.ServiceProvider.GetRequiredService<PatuhDb>(), cancel);
        }
        catch (Exception e) when (known is not null && e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            // the database does not answer: what is in memory is still the newest that is known
            return known = known! with { ReadAt = at };
        }
        // the same version keeps its strings: each request uses them
        return known = new Known(known is { } before && before.Data.Version == row.Version ? before.Tags : new PageTags(row.Version, program), row, at);
    }
}

/// <summary>How an answer is packed for the way.</summary>
internal enum Packing
{
    None,
    Gzip,
    Brotli,
}

/// <summary>Under which key an answer is kept in memory, and the ETag that it carries, for one version of the data and each packing.</summary>
internal sealed class PageTags(int version, string program)
{
    private readonly string[] keys = [.. Enum.GetValues<Packing>().Select(p => string.Create(CultureInfo.InvariantCulture, $"{version}-{program}-{(int)p}"))];
    private readonly StringValues[] eTags = [.. Enum.GetValues<Packing>().Select(p => new StringValues(string.Create(CultureInfo.InvariantCulture, $"\"{version}-{program}-{(int)p}\"")))];

    public string Key(Packing packing) => keys[(int)packing];

    public StringValues ETag(Packing packing) => eTags[(int)packing];
}
