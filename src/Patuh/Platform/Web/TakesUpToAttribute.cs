using Microsoft.AspNetCore.Http.Metadata;

namespace Patuh.Platform.Web;

/// <summary>How many bytes a route takes where it takes more than others. The server is told before anything is read, for forms are read before a page's filters run.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesUpToAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize { get; } = bytes;
}
