using System.Text;
using Patuh.Platform;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Platform.Ui;

namespace Patuh.Results.Published;

/// <summary>The few English phrases of our own list of claims, in Indonesian (content/published/words.csv). Whatever is not there is shown as it was said.</summary>
internal static class ClaimWords
{
    private static readonly Lazy<Dictionary<string, string>> Indonesian = new(Load);

    public static string Said(this Reader reader, string text) =>
        reader.English ? text : Indonesian.Value.GetValueOrDefault(text, text);

    /// <summary>The word for a kind of claim.</summary>
    public static string Kind(string kind, Reader reader) => kind switch
    {
        "score" => reader.T("nilai", "score"),
        "rank" => reader.T("peringkat", "rank"),
        "band" => reader.T("kategori atau opini", "category or opinion"),
        "zone" => reader.T("zona", "zone"),
        "milestone" => reader.T("tonggak", "milestone"),
        "not_assessed" => reader.T("tidak dinilai", "not assessed"),
        _ => reader.T("target", "target"),
    };

    private static Dictionary<string, string> Load()
    {
        var (words, problems) = (new Dictionary<string, string>(), new ProblemList());
        using var source = new CsvSource(File.OpenRead(Content.Path("published", "words.csv")), "words.csv");
        CsvTable.Read(source, ["en", "id"], [], problems, (ref row, at) => words[Encoding.UTF8.GetString(row[at[0]])] = Encoding.UTF8.GetString(row[at[1]]));
        problems.ThrowIfAny();
        return words;
    }
}
