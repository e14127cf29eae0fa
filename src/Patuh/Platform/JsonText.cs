using System.Text.Encodings.Web;
using System.Text.Json;

namespace Patuh.Platform;

/// <summary>How we write JSON: indented by two, LF, letters as they are.</summary>
internal static class JsonText
{
    public static JsonWriterOptions Indented { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
    };
}
