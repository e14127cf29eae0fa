namespace Patuh.Bench.Shared;

/// <summary>Somebody who is signed in, and a unit that nobody else answers for.</summary>
/// <param name="Cookie">Of the session, strong.</param>
/// <param name="Assessment">The unit's.</param>
/// <param name="Cells">What is asked there.</param>
internal sealed record Assessor(string Cookie, string Assessment, IReadOnlyList<Cell> Cells)
{
    public HttpClient Browser(string address)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("Cookie", Cookie);
        return http;
    }
}

/// <summary>Something to answer: an indicator, of the unit as a whole or of one of its products and people.</summary>
internal sealed record Cell(string Indicator, string Subject);
