namespace Patuh.Platform.Ui;

/// <summary>Zones are Indonesian in data and files; on English pages they are colours in English.</summary>
internal static class ZoneWords
{
    public static string English(string zone) => zone switch { "hijau" => "green", "kuning" => "yellow", "merah" => "red", _ => zone };
}
