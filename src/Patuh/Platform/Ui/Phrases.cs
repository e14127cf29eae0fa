using System.Text;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Ui;

/// <summary>Phrases of our own data that stand there in one language, with the other (content/words.csv). Whatever is not among them is shown as it was said.</summary>
internal static class Phrases
{
    private static readonly Lazy<(Dictionary<string, string> Indonesian, Dictionary<string, string> English)> Known = new(Load);

    public static string Said(this Reader reader, string text) =>
        (reader.English ? Known.Value.English : Known.Value.Indonesian).GetValueOrDefault(text, text);

    private static (Dictionary<string, string> Indonesian, Dictionary<string, string> English) Load()
    {
        var (indonesian, english, problems) = (new Dictionary<string, string>(), new Dictionary<string, string>(), new ProblemList());
        using var source = new CsvSource(File.OpenRead(Content.Path("words.csv")), "words.csv");
        CsvTable.Read(source, ["en", "id"], [], problems, (ref row, at) =>
        {
            var (en, id) = (Encoding.UTF8.GetString(row[at[0]]), Encoding.UTF8.GetString(row[at[1]]));
            (indonesian[en], english[id]) = (id, en);
        });
        problems.ThrowIfAny();
        return (indonesian, english);
    }
}
