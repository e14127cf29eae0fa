using System.Net;
using System.Text.Json;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Upload;
using Patuh.Tests.Support;

namespace Patuh.Tests.Files;

/// <summary>A site with somebody signed in who uploads, and somebody else.</summary>
public abstract class FileSite<T> : IAsyncLifetime where T : TestDatabase, new()
{
    protected const string Tus = "/kerja/berkas/unggah";
    protected const string Page = "/kerja/berkas";

    private protected WorkSite<T> Site { get; private set; } = null!;

    protected Visitor Rina { get; private set; } = null!;

    protected Visitor Other { get; private set; } = null!;

    private protected virtual FileSettings Settings(FileSettings settings) => settings;

    public virtual async ValueTask InitializeAsync()
    {
        Site = new WorkSite<T>(demo: false, files: Settings);
        Rina = await Site.Member("rina@contoh.go.id", "agency_coordinator", "kabupaten-lebong");
        Other = await Site.Member("lain@contoh.go.id", "agency_coordinator", "kabupaten-lebong");
    }

    public virtual ValueTask DisposeAsync()
    {
        Rina.Dispose();
        Other.Dispose();
        Site.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected FolderStore Store => new(Site.Database.FilesPath);

    private readonly HashSet<string> seen = [];
    private string last = "";

    /// <summary>The upload that came since this was asked before, with its file. Within one moment of the clock ids have no order.</summary>
    private protected (UploadRow Upload, StoredFileRow? File) Last()
    {
        using var db = Site.Database.Open();
        foreach (var id in db.Set<UploadRow>().Select(u => u.Id).ToList().Where(seen.Add))
            last = id;
        var upload = db.Set<UploadRow>().Single(u => u.Id == last);
        return (upload, db.Set<StoredFileRow>().SingleOrDefault(f => f.Hash == upload.FileHash));
    }

    private protected byte[]? Kept(string? hash)
    {
        var path = System.IO.Path.Combine(Site.Database.FilesPath, hash![..2], hash);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>A request of tus, with what every such request has.</summary>
    protected async Task<HttpResponseMessage> Ask(Visitor visitor, string method, string path, byte[]? body = null, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        var all = new Dictionary<string, string?> { ["Tus-Resumable"] = "1.0.0", ["Origin"] = Site.Address };
        foreach (var (name, value) in headers)
            all[name] = value;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", all.GetValueOrDefault("Content-Type", "application/offset+octet-stream"));
        }
        foreach (var (name, value) in all.Where(h => h.Value is not null && h.Key != "Content-Type"))
            request.Headers.TryAddWithoutValidation(name, value);
        return await visitor.Ask(request);
    }

    /// <summary>Begins an upload; where it is.</summary>
    protected async Task<string> Create(Visitor visitor, long size, string name = "foto.jpg")
    {
        using var answer = await Ask(visitor, "POST", Tus, null, ("Upload-Length", $"{size}"), ("Upload-Metadata", "filename " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name))));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    protected Task<HttpResponseMessage> Patch(Visitor visitor, string path, long offset, byte[] body, params (string Name, string? Value)[] headers) =>
        Ask(visitor, "PATCH", path, body, [("Upload-Offset", $"{offset}"), .. headers]);

    protected async Task<string?> Offset(Visitor visitor, string path)
    {
        using var answer = await Ask(visitor, "HEAD", path);
        return answer.Headers.TryGetValues("Upload-Offset", out var values) ? values.Single() : null;
    }

    /// <summary>What became of it: state and sentence.</summary>
    protected static async Task<(string State, string? Sentence)> Result(Visitor visitor, string path)
    {
        using var json = JsonDocument.Parse((await visitor.Get(path)).Html);
        return (json.RootElement.GetProperty("state").GetString()!, json.RootElement.GetProperty("sentence").GetString());
    }

    /// <summary>Uploads in one piece.</summary>
    protected async Task<string> Upload(Visitor visitor, byte[] bytes, string name = "foto.jpg")
    {
        var path = await Create(visitor, bytes.Length, name);
        using var answer = await Patch(visitor, path, 0, bytes);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, $"{answer.StatusCode}");
        return path;
    }
}
