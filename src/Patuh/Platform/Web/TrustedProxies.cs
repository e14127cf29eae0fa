using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Patuh.Platform.Problems;
using IPNetwork = System.Net.IPNetwork;

namespace Patuh.Platform.Web;

/// <summary>
/// The proxies whose word about the reader's address and scheme counts. What anybody else writes into <c>X-Forwarded-For</c> is passed over, so that nobody
/// chooses the address that budgets and limits are counted by.
/// </summary>
internal sealed record TrustedProxies(IReadOnlyList<IPNetwork> Networks)
{
    public const string Variable = "PATUH_TRUSTED_PROXIES";

    public static TrustedProxies None { get; } = new([]);

    public static TrustedProxies FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Of(text) : None;

    /// <exception cref="UsageException">An entry is neither an address nor a network.</exception>
    public static TrustedProxies Of(string text) => new([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)]);

    public void Use(WebApplication app)
    {
        if (Networks.Count == 0)
            return;
        // from the nearest backwards, as far as each is one of ours; the host is PATUH_PUBLIC_URL's to say
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    private static IPNetwork One(string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        if (IPNetwork.TryParse(entry, out var network) && network.PrefixLength > 0)
            return network;
        throw new UsageException($"{Variable} lists addresses and networks of proxies, such as 127.0.0.1,10.20.0.0/16, not {Visible.Quoted(entry)}");
    }
}
