using System.Net;
using System.Net.Sockets;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Files.Scan;

/// <summary>Where clamd listens: <c>host:port</c>, or the path of its socket.</summary>
internal sealed record ClamdAddress(EndPoint Where)
{
    /// <exception cref="UsageException">It is neither.</exception>
    public static ClamdAddress Of(string text)
    {
        if (text.StartsWith('/'))
            return new ClamdAddress(new UnixDomainSocketEndPoint(text));
        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0)
            return new ClamdAddress(address);
        if (text.Split(':') is [{ Length: > 0 } host, var port] && Uri.CheckHostName(host) == UriHostNameType.Dns && ushort.TryParse(port, out var number) && number > 0)
            return new ClamdAddress(new DnsEndPoint(host, number));
        throw new UsageException($"{FileSettings.ClamdVariable} is host:port or the path of clamd's socket, such as /run/clamav/clamd.ctl; not {Visible.Quoted(text)}");
    }

    public async Task<Socket> Connect(CancellationToken cancel)
    {
        var socket = Where is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Where, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
