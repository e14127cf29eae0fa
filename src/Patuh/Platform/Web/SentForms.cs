using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Patuh.Platform.Files.Upload;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary>Reads what is sent before a page does: what is no form, or one that was cut short, is a mistake of the sender and not a failure of ours.</summary>
internal static class SentForms
{
    private const long MostDropped = 200 << 20;

    public static async Task Read(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || IsAnswer(context) || TusRoutes.Is(context))
            await next(context);
        else if (context.GetEndpoint()?.Metadata.GetMetadata<SentAsAttribute>() is { } other)
        {
            if (other.Problem(context.Request) is { } refused)
                context.Response.StatusCode = refused;
            else
                await next(context);
        }
        else if (await Problem(context) is { } status)
        {
            if (status == StatusCodes.Status413PayloadTooLarge)
                TakesFilesAttribute.Refuse(context);
            if (status == StatusCodes.Status413PayloadTooLarge && Most(context) is { } most)
                context.Items[ProblemModel.Sentence] = Reader.Of(context).T($"Yang dikirim lebih dari {most >> 20} megabita; tidak ada yang tersimpan. Kecilkan berkasnya, lalu kirim sekali lagi.", $"More than {most >> 20} megabytes were sent; nothing was saved. Make the file smaller, then send it once more.");
            // the page that tells of it would read the form again
            (context.Response.StatusCode, context.Request.ContentType) = (status, null);
        }
        else
            await next(context);
    }

    /// <summary>True where the page that tells of a problem is being made, for the same request.</summary>
    public static bool IsAnswer(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static async Task<int?> Problem(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType)
            return StatusCodes.Status400BadRequest;
        if (!TakesFilesAttribute.MakeRoom(context))
            return StatusCodes.Status413PayloadTooLarge;
        try
        {
            if (Most(request.HttpContext) is { } most && request.ContentLength > most)
            {
                await Drop(request);
                return StatusCodes.Status413PayloadTooLarge;
            }
            await request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    private static long? Most(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize;

    /// <summary>Reads on to the end without keeping anything: a browser that is cut off while it sends shows no page of ours.</summary>
    private static async Task Drop(HttpRequest request)
    {
        if (request.ContentLength > MostDropped || request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
            return;
        limit.MaxRequestBodySize = request.ContentLength;
        await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
    }
}
