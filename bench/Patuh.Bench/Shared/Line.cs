using System.Net;

namespace Patuh.Bench.Shared;

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, string Body, string? Location, long? Offset);

/// <summary>One person's way to the server, which may be dead: then they wait until it is up.</summary>
internal sealed class Line(Assessor person, Random random, KilledDay day) : IDisposable
{
    private readonly HttpClient http = person.Browser(day.Server.Address);

    /// <summary>Asks once; null when the request was cut off, or the server cannot do it at the moment.</summary>
    public async Task<Reply?> Ask(Func<HttpRequestMessage> make)
    {
        await day.Server.Up;
        try
        {
            using var request = make();
            using var answer = await http.SendAsync(request);
            var reply = new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString, Offset(answer));
            if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.Locked or HttpStatusCode.ServiceUnavailable))
            {
                if (reply.Status >= 500)
                    day.Troubles.Wrong.Enqueue($"{request.Method} {request.RequestUri}: {reply.Status}");
                return reply.Status >= 500 ? null : reply;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            day.Troubles.CutOff();
        }
        await day.Plan.Pause(random);
        return null;
    }

    /// <summary>Asks until there is an answer.</summary>
    public async Task<Reply> Insist(Func<HttpRequestMessage> make)
    {
        Reply? reply;
        do
            reply = await Ask(make);
        while (reply is null);
        return reply;
    }

    public void Dispose() => http.Dispose();

    private static long? Offset(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Upload-Offset", out var values) && long.TryParse(values.Single(), System.Globalization.CultureInfo.InvariantCulture, out var offset) ? offset : null;
}
