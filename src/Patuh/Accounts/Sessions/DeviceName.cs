namespace Patuh.Accounts.Sessions;

/// <summary>A browser in words that its owner recognises, and no more than that: the whole header would tell people apart.</summary>
internal static class DeviceName
{
    // the more particular first: most browsers name the others too
    private static readonly (string Sign, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static string Of(string? header) => $"{First(Browsers, header) ?? "?"} · {First(Systems, header) ?? "?"}";

    private static string? First((string Sign, string Name)[] known, string? header) =>
        header is null ? null : known.FirstOrDefault(k => header.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
