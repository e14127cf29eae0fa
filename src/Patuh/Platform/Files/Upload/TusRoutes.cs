using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Platform.Files.Upload;

/// <summary>
/// Uploads that go on where they broke off: the server of tus 1.0.0 (creation, termination, expiration, checksum). What it asks for, other sites cannot send: headers
/// and methods of its own, and an <c>Origin</c> that is ours (docs/security.md).
/// </summary>
internal static class TusRoutes
{
    public const string Path = WorkArea.Root + "/berkas/unggah";

    /// <summary>Then the client goes on with another request; what came is kept.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);

    public static bool Is(HttpContext http) => http.Request.Path.StartsWithSegments(Path);

    /// <summary>Methods beyond those for reading.</summary>
    public static bool Takes(HttpRequest request) => request.Path.StartsWithSegments(Path) && request.Method is "POST" or "PATCH" or "DELETE" or "OPTIONS";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path);
        group.WithMetadata(new SignedInAttribute(), new RequestSizeLimitAttribute(int.MaxValue)).RequireRateLimiting(RateLimits.Work).DisableRequestTimeout().ExcludeFromDescription();
        group.AddEndpointFilter(Speak);
        group.MapMethods("", ["OPTIONS"], Options);
        group.MapPost("", Create);
        group.MapMethods("{id}", ["HEAD"], Head);
        group.MapGet("{id}", Result);
        group.MapMethods("{id}", ["PATCH"], Append);
        group.MapDelete("{id}", Delete);
    }

    /// <summary>What holds for every request: the version, and for those that change something who asks.</summary>
    private static ValueTask<object?> Speak(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        http.Response.Headers["Tus-Resumable"] = TusHeaders.Version;
        http.Response.Headers.CacheControl = "no-store";
        var L = Reader.Of(http);
        if (http.Request.Method is "GET" or "OPTIONS")
            return next(context);
        if (http.Request.Headers["Tus-Resumable"] != TusHeaders.Version)
        {
            http.Response.Headers["Tus-Version"] = TusHeaders.Version;
            return new(Say(StatusCodes.Status412PreconditionFailed, $"tus {TusHeaders.Version}"));
        }
        return http.Request.Method == "HEAD" || OwnOrigin.Is(http.Request) ? next(context)
            : new(Say(StatusCodes.Status403Forbidden, L.T("Unggahan hanya diterima dari halaman situs ini.", "Uploads are taken from pages of this site alone.")));
    }

    private static IResult Options(HttpContext http, FileSettings settings)
    {
        var headers = http.Response.Headers;
        (headers["Tus-Version"], headers["Tus-Extension"], headers["Tus-Checksum-Algorithm"]) = (TusHeaders.Version, "creation,termination,expiration,checksum", "sha256,sha1");
        headers["Tus-Max-Size"] = Text(settings.Limit);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Create(HttpContext http, Uploads uploads, FileSettings settings, CancellationToken cancel)
    {
        var L = Reader.Of(http);
        if (TusHeaders.Number(http.Request, "Upload-Length") is not { } size || !TusHeaders.TryName(http.Request, out var name))
            return Say(StatusCodes.Status400BadRequest, L.T("Permintaan unggah ini tidak dapat dibaca.", "This request to upload cannot be read."));
        try
        {
            var row = await uploads.Open(Me(http), name, size, cancel);
            http.Response.Headers.Location = L.Url($"{Path}/{row.Id}");
            Expires(http, row.ExpiresAt);
            return TypedResults.StatusCode(StatusCodes.Status201Created);
        }
        catch (FileProblem problem)
        {
            return Say(problem.Code == FileProblem.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status403Forbidden, FileRefusal.Of(problem.Code, L, settings));
        }
    }

    private static async Task<IResult> Head(HttpContext http, string id, Uploads uploads, FolderStore folder, OngoingWrites writes, CancellationToken cancel)
    {
        if (await uploads.Find(Me(http), id, cancel) is not { } upload)
            return TypedResults.NotFound();
        var offset = (long)upload.Upload.Size;
        if (upload.IsOpen)
        {
            using var turn = await writes.Begin(id, cancel);
            if (turn is null || await uploads.Find(Me(http), id, cancel) is not { } now)
                return TypedResults.StatusCode(StatusCodes.Status423Locked);
            // what ended with the last byte, before it was looked at, is looked at now
            if (now.IsOpen && await Offset(upload.Upload, uploads, folder) is var durable)
            {
                if (durable is null)
                    return TypedResults.StatusCode(StatusCodes.Status423Locked);
                offset = durable.Value;
            }
        }
        var headers = http.Response.Headers;
        (headers["Upload-Offset"], headers["Upload-Length"]) = (Text(offset), Text(upload.Upload.Size));
        Expires(http, upload.Upload.ExpiresAt);
        return TypedResults.Ok();
    }

    /// <summary>What became of an upload, for the page's script.</summary>
    private static async Task<IResult> Result(HttpContext http, string id, Uploads uploads, FileSettings settings, CancellationToken cancel)
    {
        var L = Reader.Of(http);
        return await uploads.Find(Me(http), id, cancel) is not { } upload ? TypedResults.NotFound()
            : TypedResults.Json(new { id, upload.Name, state = upload.IsOpen ? "open" : upload.Refusal is null ? upload.IsWaiting ? "waiting" : "done" : "refused", sentence = upload.Refusal is { } code ? FileRefusal.Of(code, L, settings) : null });
    }

    private static async Task<IResult> Append(HttpContext http, string id, Uploads uploads, FolderStore folder, OngoingWrites writes, IHostApplicationLifetime life, CancellationToken cancel)
    {
        if (await uploads.Find(Me(http), id, cancel) is not { } found)
            return TypedResults.NotFound();
        if (http.Request.ContentType != TusHeaders.ContentType)
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (TusHeaders.Number(http.Request, "Upload-Offset") is not { } offset || !TusHeaders.TryChecksum(http.Request, out var hash, out var sum))
            return TypedResults.BadRequest();
        using (hash)
        using (var turn = await writes.Begin(id, cancel))
        {
            if (turn is null)
                return TypedResults.StatusCode(StatusCodes.Status423Locked);
            if (await uploads.Find(Me(http), id, cancel) is not { IsOpen: true })
                return TypedResults.StatusCode(StatusCodes.Status409Conflict);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(turn.Stopped, life.ApplicationStopping);
            stop.CancelAfter(LongestRequest);
            return await Receive(http, found.Upload, offset, hash, sum, uploads, folder, stop.Token);
        }
    }

    private static async Task<IResult> Receive(HttpContext http, UploadRow upload, long offset, IncrementalHash? hash, byte[]? sum, Uploads uploads, FolderStore folder, CancellationToken stop)
    {
        var until = await uploads.Touch(upload.Id, CancellationToken.None);
        long reached;
        using (var part = UploadPart.Open(folder.Upload(upload.Id)))
        {
            if (part is null)
                return TypedResults.StatusCode(StatusCodes.Status423Locked);
            if (part.Offset != offset)
                return TypedResults.StatusCode(StatusCodes.Status409Conflict);
            if (http.Request.ContentLength > upload.Size - offset)
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            switch (await part.Append(http.Request.Body, upload.Size, hash, sum, stop))
            {
                case Received.TooMuch:
                    return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
                case Received.Mismatch:
                    return TypedResults.StatusCode(460);
                case Received.Cut:
                    // nobody hears this, or should come again
                    return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
                default:
                    reached = part.Offset;
                    break;
            }
        }
        // the last byte is here: it is looked at now, also when nobody waits for the answer any more
        if (reached == upload.Size)
            await uploads.Finish(upload, CancellationToken.None);
        http.Response.Headers["Upload-Offset"] = Text(reached);
        Expires(http, until);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Delete(HttpContext http, string id, Uploads uploads, OngoingWrites writes, CancellationToken cancel)
    {
        if (await uploads.Find(Me(http), id, cancel) is null)
            return TypedResults.NotFound();
        using var turn = await writes.Begin(id, cancel);
        return turn is not null && await uploads.Drop(Me(http), id, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<long?> Offset(UploadRow upload, Uploads uploads, FolderStore folder)
    {
        long offset;
        using (var part = UploadPart.Open(folder.Upload(upload.Id)))
        {
            if (part is null)
                return null;
            offset = part.Offset;
        }
        // to its end, also when nobody waits for the answer any more
        if (offset == upload.Size)
            await uploads.Finish(upload, CancellationToken.None);
        return offset;
    }

    private static string Me(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("nobody is signed in");

    private static void Expires(HttpContext http, string at) => http.Response.Headers["Upload-Expires"] = Stamp.Read(at).ToString("r", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IResult Say(int status, string sentence) => TypedResults.Text(sentence, statusCode: status);
}
