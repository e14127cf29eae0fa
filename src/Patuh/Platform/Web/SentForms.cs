using Microsoft.AspNetCore.Diagnostics;

namespace Patuh.Platform.Web;

/// <summary>Reads what is sent before a page does: what is no form, or one that was cut short, is a mistake of the sender and not a failure of ours.</summary>
internal static class SentForms
{
    public static async Task Read(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || IsAnswer(context))
            await next(context);
        else if (context.GetEndpoint()?.Metadata.GetMetadata<SentAsAttribute>() is { } other)
        {
            if (other.Problem(context.Request) is { } refused)
                context.Response.StatusCode = refused;
            else
                await next(context);
        }
        else if (await Problem(context.Request) is { } status)
            // the page that tells of it would read the form again
            (context.Response.StatusCode, context.Request.ContentType) = (status, null);
        else
            await next(context);
    }

    /// <summary>True where the page that tells of a problem is being made, for the same request.</summary>
    public static bool IsAnswer(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static async Task<int?> Problem(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return StatusCodes.Status400BadRequest;
        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
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
