namespace Patuh.Platform;

/// <summary>The folder of law and facts as data that lies beside the program.</summary>
internal static class Content
{
    public static string Path(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([AppContext.BaseDirectory, "content", .. parts]);
}
