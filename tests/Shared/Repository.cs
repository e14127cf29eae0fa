namespace Patuh.TestSupport;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Patuh.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests must run inside the checkout");
        return folder.FullName;
    }
}
