using System.Globalization;
using System.Text;
using Patuh.Platform;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;

namespace Patuh.Agencies;

/// <summary>The areas that come with the program: provinces and regencies of idn-area-data (ODbL), their successions and other names.</summary>
internal static class AreaFiles
{
    public static IReadOnlyList<(string Code, string Name)> Provinces => [.. Read("provinces.csv", "code", "name").Select(r => (r[0], r[1]))];

    public static IReadOnlyList<(string Code, string Name)> Regencies => [.. Read("regencies.csv", "code", "name").Select(r => (r[0], r[1]))];

    public static IReadOnlyList<(string Code, string Predecessor, string ValidFrom, string Law)> Successions =>
        [.. Read("successions.csv", "code", "predecessor", "valid_from", "law").Select(r => (r[0], r[1], r[2], r[3]))];

    /// <summary>Other names by which lists write an area: what an import reads.</summary>
    public static IReadOnlyList<(string Code, string Alias)> Aliases => [.. Read("aliases.csv", "code", "alias", "use").Where(r => r[2].Length == 0).Select(r => (r[0], r[1]))];

    /// <summary>The same and what people type but no list prints: capital towns, everyday abbreviations, English names of provinces.</summary>
    public static ILookup<string, string> Spoken => Read("aliases.csv", "code", "alias").ToLookup(r => r[0], r => r[1]);

    /// <summary>Short names of agencies that are no areas, by their id.</summary>
    public static ILookup<string, string> ShortNames => Rows(Content.Path("short-names.csv"), "agency", "name").ToLookup(r => r[0], r => r[1]);

    /// <summary>The tile map of the provinces: a label of a few letters and the place of each.</summary>
    public static IReadOnlyList<(string Code, string Label, int Column, int Row)> Tiles =>
        [.. Read("tiles.csv", "code", "label", "col", "row").Select(r => (r[0], r[1], int.Parse(r[2], CultureInfo.InvariantCulture), int.Parse(r[3], CultureInfo.InvariantCulture)))];

    private static List<string[]> Read(string name, params string[] columns)
    {
        var path = Content.Path("regions", name);
        return File.Exists(path) ? Rows(path, columns)
            : throw new UsageException($"the file {name} was not built; run ./patuh from the project's folder, or npm run build in src/Patuh.Pages");
    }

    private static List<string[]> Rows(string path, params string[] columns)
    {
        var (rows, problems) = (new List<string[]>(), new ProblemList());
        using var source = new CsvSource(File.OpenRead(path), Path.GetFileName(path));
        CsvTable.Read(source, columns, [], problems, (ref row, at) =>
        {
            var values = new string[at.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = Encoding.UTF8.GetString(row[at[i]]);
            rows.Add(values);
        });
        problems.ThrowIfAny();
        return rows;
    }
}
