using System.Collections.Concurrent;
using Patuh.Platform.Data;

namespace Patuh.Platform.Web;

/// <summary>Something read from the database once for each version of the data and then kept in memory.</summary>
internal sealed class Versioned<T>(Versioned<int, T> only) where T : class
{
    public ValueTask<T> Get(CancellationToken cancel) => only.Get(0, cancel);
}

/// <summary>
/// The same by a key, of which there are few: callers ask only for keys that they know to exist, since everything asked for is kept until the data's
/// next version.
/// </summary>
internal sealed class Versioned<TKey, T>(SiteVersion version, IServiceScopeFactory scopes, Func<PatuhDb, TKey, CancellationToken, Task<T>> read) where TKey : notnull where T : class
{
    private volatile Kept kept = new(-1);

    private sealed record Kept(int Version)
    {
        public ConcurrentDictionary<TKey, T> Values { get; } = new();
    }

    public async ValueTask<T> Get(TKey key, CancellationToken cancel)
    {
        var data = await version.Data(cancel);
        var known = kept;
        if (known.Version != data.Version)
            kept = known = new Kept(data.Version);
        if (known.Values.TryGetValue(key, out var value))
            return value;
        using var scope = scopes.CreateScope();
        return known.Values[key] = await read(scope.ServiceProvider.GetRequiredService<PatuhDb>(), key, cancel);
    }
}

internal static class VersionedServices
{
    public static void AddVersioned<T>(this IServiceCollection services, Func<PatuhDb, CancellationToken, Task<T>> read) where T : class =>
        services.AddSingleton(s => new Versioned<T>(Of<int, T>(s, (db, _, cancel) => read(db, cancel))));

    public static void AddVersioned<TKey, T>(this IServiceCollection services, Func<PatuhDb, TKey, CancellationToken, Task<T>> read) where TKey : notnull where T : class =>
        services.AddSingleton(s => Of(s, read));

    private static Versioned<TKey, T> Of<TKey, T>(IServiceProvider services, Func<PatuhDb, TKey, CancellationToken, Task<T>> read) where TKey : notnull where T : class =>
        new(services.GetRequiredService<SiteVersion>(), services.GetRequiredService<IServiceScopeFactory>(), read);
}
