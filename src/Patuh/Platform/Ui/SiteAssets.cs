using System.Text.Json;

namespace Patuh.Platform.Ui;

/// <summary>Names of the built assets; each holds the hash of its content.</summary>
internal static class SiteAssets
{
    private static readonly Lazy<Dictionary<string, string>> Names = new(() =>
    {
        var file = System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
    });

    public static string Css => Names.Value.GetValueOrDefault("css", "site.css");

    public static string Font => Names.Value.GetValueOrDefault("font", "font.woff2");

    /// <summary>A script of src/Patuh.Pages/scripts by its name.</summary>
    public static string Script(string name) => Names.Value.GetValueOrDefault(name, name + ".js");

    /// <summary>The font of letters as PDF, by style: regular or bold.</summary>
    public static string PdfFont(string style) => Names.Value.GetValueOrDefault("pdf-" + style, $"plus-jakarta-sans-{style}.ttf");

    public static string Icon => Names.Value.GetValueOrDefault("icon", "kawung.svg");
}
