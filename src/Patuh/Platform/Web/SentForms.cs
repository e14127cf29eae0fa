using Microsoft.AspNetCore.Diagnostics;
using Patuh.Platform.Files.Upload;

namespace Patuh.Platform.Web;

/// <summary>Reads what is sent before a page does: what is no form, or one that was cut short, is a mistake of the sender and not a failure of ours.</summary>
internal static class SentForms
{
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
}
