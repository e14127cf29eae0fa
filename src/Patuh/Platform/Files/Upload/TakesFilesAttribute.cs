using Microsoft.AspNetCore.Http.Features;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Files.Upload;

/// <summary>A page whose form brings files, also without a script: what is sent to it may be as large as a file may be, and take its time.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFilesAttribute : Attribute
{
    /// <summary>For the fields beside the file, as much as every form has.</summary>
    private const long Fields = 1 << 20;

    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);

    /// <summary>Makes room for what is sent; false when more is announced than is taken, and then nothing of it is read.</summary>
    public static bool MakeRoom(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is null)
            return true;
        var settings = http.RequestServices.GetRequiredService<FileSettings>();
        var most = settings.Limit + Fields;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        http.Features.Get<Microsoft.AspNetCore.Http.Timeouts.IHttpRequestTimeoutFeature>()?.DisableTimeout();
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = most, ValueCountLimit = 1024 }));
        return http.Request.ContentLength is not { } announced || announced <= most;
    }

    /// <summary>The sentence that says how large a file may be.</summary>
    public static void Refuse(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is not null)
            http.Items[ProblemModel.Sentence] = FileRefusal.Of(FileProblem.TooLarge, Reader.Of(http), http.RequestServices.GetRequiredService<FileSettings>());
    }
}
