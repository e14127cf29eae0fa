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

    public static IReadOnlyList<(string Code, string Alias)> Aliases => [.. Read("aliases.csv", "code", "alias").Select(r => (r[0], r[1]))];

    /// <summary>The tile map of the provinces: a label of a few letters and the place of each.</summary>
    public static IReadOnlyList<(string Code, string Label, int Column, int Row)> Tiles =>
        [.. Read("tiles.csv", "code", "label", "col", "row").Select(r => (r[0], r[1], int.Parse(r[2], CultureInfo.InvariantCulture), int.Parse(r[3], CultureInfo.InvariantCulture)))];

    private static List<string[]> Read(string name, params string[] columns)
    {
        var path = Content.Path("regions", name);
        if (!File.Exists(path))
            throw new UsageException($"the file {name} was not built; run ./patuh from the project's folder, or npm run build in src/Patuh.Pages");
        var (rows, problems) = (new List<string[]>(), new ProblemList());
        using var source = new CsvSource(File.OpenRead(path), name);
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
