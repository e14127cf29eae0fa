using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Patuh.Tests.Support;

/// <summary>What an answer said.</summary>
public sealed record Answer(int Status, string Html, string? Location, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public IDocument Page => field ??= new HtmlParser().ParseDocument(Html);

    public string Text => Page.QuerySelector("main")?.TextContent ?? Html;
}

/// <summary>Somebody before a browser: keeps cookies, fills in forms as they stand on the page, and follows no redirect by itself.</summary>
public sealed class Visitor : IDisposable
{
    private const string Token = "__RequestVerificationToken";

    private readonly HttpClient http;

    public Visitor(string address, IPAddress? from = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        if (from is not null)
            handler.ConnectCallback = async (context, cancel) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            };
        http = new HttpClient(handler) { BaseAddress = new Uri(address) };
        Address = address;
    }

    public string Address { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>For what is no form.</summary>
    internal HttpClient Http => http;

    /// <summary>Headers that each request carries.</summary>
    public System.Net.Http.Headers.HttpRequestHeaders Headers => http.DefaultRequestHeaders;

    public async Task<Answer> Get(string path) => await Read(await http.GetAsync(path));

    /// <summary>Opens a page, fills in the form that goes to <paramref name="action"/> (the page itself when null), and sends it.</summary>
    public async Task<Answer> Send(string page, string? action, params (string Name, string Value)[] fields)
    {
        var opened = await Get(page);
        Assert.True(opened.Status == 200, $"{page}: {opened.Status} {opened.Text}");
        return await Send(opened, page, action, fields);
    }

    /// <summary>Sends a form of a page that was opened before.</summary>
    public async Task<Answer> Send(Answer opened, string page, string? action, params (string Name, string Value)[] fields)
    {
        var form = opened.Page.QuerySelectorAll("form[method=post]").FirstOrDefault(f => f.ClosestMain() && (f.GetAttribute("action") ?? page) == (action ?? page));
        Assert.True(form is not null, $"{page} has no form to {action ?? page}: {opened.Text}");
        var values = form.QuerySelectorAll("input[name], textarea[name], select[name]").Where(i => i.GetAttribute("type") is not ("radio" or "checkbox") || i.HasAttribute("checked"))
            .Select(i => (Name: i.GetAttribute("name")!, Value: i.GetAttribute("value") ?? "")).Where(v => fields.All(f => f.Name != v.Name)).Concat(fields);
        return await Post(action ?? page, values.Select(v => new KeyValuePair<string, string>(v.Name, v.Value)));
    }

    /// <summary>Sends whatever is given, with the token of the work area's own pages.</summary>
    public async Task<Answer> PostWithToken(string path, string tokenFrom, params (string Name, string Value)[] fields)
    {
        var token = (await Get(tokenFrom)).Page.QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
        return await Post(path, fields.Append((Token, token)).ToDictionary(f => f.Item1, f => f.Item2));
    }

    public async Task<Answer> Post(string path, IEnumerable<KeyValuePair<string, string>> fields) => await Read(await http.PostAsync(path, new FormUrlEncodedContent(fields)));

    /// <summary>Sends whatever a test makes.</summary>
    public Task<HttpResponseMessage> Ask(HttpRequestMessage request) => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>Sends a form with files, as a browser without a script does.</summary>
    public async Task<Answer> SendFiles(string page, string field, params (string Name, byte[] Bytes)[] files)
    {
        var token = (await Get(page)).Page.QuerySelector($"main input[name={Token}]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), Token } };
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), field, name);
        return await Read(await http.PostAsync(page, form));
    }

    /// <summary>Sends a form with files and fields, of a page that was opened before.</summary>
    public async Task<Answer> SendFiles(Answer opened, string action, string field, (string Name, byte[] Bytes)[] files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(opened.Page.QuerySelector($"main input[name={Token}]")!.GetAttribute("value")!), Token } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), field, name);
        return await Read(await http.PostAsync(action, form));
    }

    /// <summary>Through the door of the demo.</summary>
    public async Task<Visitor> As(string role)
    {
        var answer = await Send("/kerja/masuk", "/kerja/demo", ("peran", role));
        Assert.Equal(303, answer.Status);
        return this;
    }

    public void Dispose() => http.Dispose();

    private static async Task<Answer> Read(HttpResponseMessage response)
    {
        using (response)
            return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString, response.Headers);
    }
}

file static class Forms
{
    /// <summary>Not the small form in the page's head.</summary>
    public static bool ClosestMain(this IElement form) => form.Closest("main") is not null;
}
