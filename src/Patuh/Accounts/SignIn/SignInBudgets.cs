using System.Net;
using System.Threading.RateLimiting;

namespace Patuh.Accounts.SignIn;

/// <summary>
/// How many guesses are looked at. What is over a budget is refused before any hashing. A guess from an unknown device uses the budget of its address, of
/// the network around it and of the account; one from a device on which the account was used before has a budget of its own, so that nobody can lock the
/// owner out by guessing.
/// </summary>
internal sealed class SignInBudgets : IDisposable
{
    public const int PerAccount = 5;
    public const int PerDevice = 10;
    public const int PerAddress = 50;
    public const int PerNetwork = 500;

    private readonly PartitionedRateLimiter<string> accounts = Buckets(PerAccount, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<string> devices = Buckets(PerDevice, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<string> addresses = Buckets(PerAddress, TimeSpan.FromSeconds(10));
    private readonly PartitionedRateLimiter<string> networks = Buckets(PerNetwork, TimeSpan.FromSeconds(1));

    // hashing costs by design: strangers wait in one line, people on their own devices in another
    private readonly ConcurrencyLimiter strangers = Line(40);
    private readonly ConcurrencyLimiter known = Line(200);

    /// <summary>Whether a guess may be looked at.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="account">The account as typed, normalised; it need not exist.</param>
    /// <param name="device">The device's own id where the account was used on it before.</param>
    public bool Allows(IPAddress? address, string account, string? device)
    {
        if (device is not null)
            return Take(devices, device);
        var (one, network) = Names(address ?? IPAddress.Loopback);
        // the account's last, so that a flood from one address does not use up what its owner may need elsewhere
        return Take(networks, network) && Take(addresses, one) && Take(accounts, account);
    }

    /// <summary>A passkey cannot be guessed; this only keeps one address from keeping the others waiting.</summary>
    public bool AllowsKey(IPAddress? address)
    {
        var (one, network) = Names(address ?? IPAddress.Loopback);
        return Take(networks, network) && Take(addresses, one);
    }

    /// <summary>A second factor's guesses: few, whatever the device.</summary>
    public bool AllowsCode(string personId) => Take(devices, "code " + personId);

    /// <summary>A place to hash in; not acquired when too many wait already.</summary>
    public ValueTask<RateLimitLease> Hashing(bool knownDevice, CancellationToken cancel) => (knownDevice ? known : strangers).AcquireAsync(1, cancel);

    public void Dispose()
    {
        foreach (var limiter in (IEnumerable<PartitionedRateLimiter<string>>)[accounts, devices, addresses, networks])
            limiter.Dispose();
        strangers.Dispose();
        known.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> buckets, string key)
    {
        using var lease = buckets.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Buckets(int size, TimeSpan refill) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions { TokenLimit = size, TokensPerPeriod = 1, ReplenishmentPeriod = refill }));

    private static ConcurrencyLimiter Line(int longest) => new(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = longest, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>An address and the network around it: IPv4 and its /16, IPv6's /64 and its /32.</summary>
    private static (string One, string Network) Names(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes.Length == 4
            ? (Convert.ToHexString(bytes), Convert.ToHexString(bytes, 0, 2))
            : (Convert.ToHexString(bytes, 0, 8), Convert.ToHexString(bytes, 0, 4));
    }
}
