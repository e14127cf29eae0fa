using System.Net;
using System.Net.Sockets;

namespace Patuh.Bench.Shared;

/// <summary>Addresses of this machine that nobody else can reach.</summary>
internal static class Loopback
{
    public static string Free()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }
}
