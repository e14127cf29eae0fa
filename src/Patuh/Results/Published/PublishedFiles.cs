using Patuh.Platform;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;

namespace Patuh.Results.Published;

/// <summary>The real published results that come with the program.</summary>
internal static class PublishedFiles
{
    public static ImportCount Import(PatuhDb db, TimeProvider time)
    {
        var import = new PublishedImport(db, time, "updated with the program's own list");
        foreach (var name in (string[])["published_scores.csv", "published_claims.csv", "coverage.csv", "national_tallies.csv"])
        {
            using var input = CsvInput.Open(Content.Path("published", name));
            import.Read(input);
        }
        return import.Save();
    }
}
