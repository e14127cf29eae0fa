using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Patuh.Platform.Ui;

namespace Patuh.Results.Published;

/// <summary>Sources as they were written ("langgam.id; nasional.kompas.com/read/…"), each address among them a link.</summary>
internal static partial class SourceLinks
{
    public static IHtmlContent Of(string sources) => new HtmlString(string.Join("; ", sources.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)));

    private static string One(string source) =>
        Address().IsMatch(source) ? $"<a href=\"https://{Reader.Encode(source)}\">{Reader.Encode(source)}</a>" : Reader.Encode(source);

    /// <summary>A host, and perhaps a path, without spaces.</summary>
    [GeneratedRegex(@"\A[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/[^\s""<>]*)?\z")]
    private static partial Regex Address();
}
