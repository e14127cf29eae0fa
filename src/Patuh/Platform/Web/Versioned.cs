using Patuh.Platform.Data;

namespace Patuh.Platform.Web;

/// <summary>Something read from the database once for each version of the data and then kept in memory.</summary>
internal sealed class Versioned<T>(SiteVersion version, IServiceScopeFactory scopes, Func<PatuhDb, CancellationToken, Task<T>> read) where T : class
{
    private volatile Kept? kept;

    private sealed record Kept(int Version, T Value);

    public async ValueTask<T> Get(CancellationToken cancel)
    {
        var data = await version.Data(cancel);
        if (kept is { } known && known.Version == data.Version)
            return known.Value;
        using var scope = scopes.CreateScope();
        var value = await read(scope.ServiceProvider.GetRequiredService<PatuhDb>(), cancel);
        kept = new Kept(data.Version, value);
        return value;
    }
}

internal static class VersionedServices
{
    public static void AddVersioned<T>(this IServiceCollection services, Func<PatuhDb, CancellationToken, Task<T>> read) where T : class =>
        services.AddSingleton(s => new Versioned<T>(s.GetRequiredService<SiteVersion>(), s.GetRequiredService<IServiceScopeFactory>(), read));
}
