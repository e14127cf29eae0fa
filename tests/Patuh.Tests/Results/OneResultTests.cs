using System.Text.Json.Nodes;
using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

/// <summary>One year of an agency is one result, on every page, in every file and in the API: also where nobody stated a score.</summary>
public sealed class OneResultTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private async Task<string> Main(string path) => (await site.Page(path)).QuerySelector("main")!.TextContent;

    private async Task<string> Row(string path, string name) =>
        (await site.Page(path)).QuerySelectorAll("main tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == name).TextContent;

    private async Task<Dictionary<string, string>> Csv(string path, string agency)
    {
        var lines = (await site.Http.GetStringAsync(path)).Split('\n');
        var cells = lines.Single(l => l.Contains($",{agency},", StringComparison.Ordinal)).Split(',');
        return lines[0].Split(',').Zip(cells).ToDictionary(c => c.First, c => c.Second);
    }

    [Theory]
    [InlineData(2019, "kabupaten-musi-banyuasin", "Kabupaten Musi Banyuasin", "the regency")]
    [InlineData(2021, "kabupaten-musi-banyuasin", "Kabupaten Musi Banyuasin", "the regency")]
    [InlineData(2021, "kabupaten-ogan-komering-ulu-timur", "Kabupaten Ogan Komering Ulu Timur", "Ombudsman RI Sumatera Selatan")]
    public async Task A_zone_without_a_score_stands_everywhere_with_who_said_it(int year, string id, string name, string saidBy)
    {
        Assert.Contains("hijau", await Row($"/peringkat/{year}/kabupaten-kota?provinsi=16", name), StringComparison.Ordinal);
        Assert.Contains("hijau", await Row($"/provinsi/sumatera-selatan?tahun={year}", name), StringComparison.Ordinal);
        Assert.Contains(name, await Main($"/peringkat/{year}/kabupaten-kota?provinsi=16&zona=hijau"), StringComparison.Ordinal);
        foreach (var file in (string[])[$"/data/{year}.csv", $"/peringkat/{year}/kabupaten-kota.csv?provinsi=16"])
        {
            var row = await Csv(file, id);
            Assert.Equal(("", "hijau", saidBy, ""), (row["score"], row["zone"], row["said_by"], row["contested"]));
        }
        var agency = JsonNode.Parse(await site.Http.GetStringAsync($"/api/v1/agencies/{id}"))!;
        Assert.Equal("hijau", (string?)agency["results"]!.AsArray().Single(r => (int)r!["year"]! == year)!["zone"]);
    }

    [Fact]
    public async Task A_year_with_zones_only_is_reached_from_its_province_and_its_list_says_so()
    {
        Assert.Equal("2 tanpa nilai", (await site.Page("/provinsi/sumatera-selatan")).QuerySelector("main .links a[href$='tahun=2021'] + .count")!.TextContent);
        Assert.Contains("2 hasil yang nilainya tidak disebut", (await site.Page("/peringkat/2021/kabupaten-kota?provinsi=16")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_that_contradict_each_other_are_contested_everywhere_and_the_Ombudsmans_word_is_shown()
    {
        Assert.Contains("contested", await Row("/en/peringkat/2022/kabupaten-kota?provinsi=16", "Kabupaten Musi Banyuasin"), StringComparison.Ordinal);
        Assert.Contains("C", await Row("/en/peringkat/2022/kabupaten-kota?provinsi=16", "Kabupaten Musi Banyuasin"), StringComparison.Ordinal);
        Assert.Contains("contested", await Row("/en/provinsi/sumatera-selatan?tahun=2022", "Kabupaten Musi Banyuasin"), StringComparison.Ordinal);
        Assert.Contains("contested", await Row("/en/banding?i=kabupaten-musi-banyuasin&i=kota-palembang", "2022"), StringComparison.Ordinal);
        Assert.Contains("contested", await Row("/en/instansi/kabupaten-musi-banyuasin", "2022"), StringComparison.Ordinal);
        var row = await Csv("/data/2022.csv", "kabupaten-musi-banyuasin");
        Assert.Equal(("", "C", "Kualitas Sedang", "kuning", "Ombudsman RI Sumatera Selatan", "yes"), (row["score"], row["category"], row["opinion"], row["zone"], row["said_by"], row["contested"]));
        Assert.DoesNotContain("contested", await Row("/en/peringkat/2023/kabupaten-kota?provinsi=16", "Kabupaten Musi Banyuasin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_row_of_a_year_says_nothing()
    {
        foreach (var year in (int[])[2015, 2017, 2018, 2019, 2021, 2022, 2023, 2024, 2025])
        {
            var lines = (await site.Http.GetStringAsync($"/data/{year}.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
            Assert.All(lines, l => Assert.True(l.Split(',')[7..12].Any(c => c.Length > 0) || l.Split(',')[14].Length > 0, l));
        }
    }
}
