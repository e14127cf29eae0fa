using System.Net;
using System.Text.Json.Nodes;
using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

public sealed class SqliteRankingFileTests(SqliteSite site) : RankingFileTests<SqliteDatabase>(site), IClassFixture<SqliteSite>;

public sealed class PostgresRankingFileTests(PostgresSite site) : RankingFileTests<PostgresDatabase>(site), IClassFixture<PostgresSite>;

/// <summary>A ranking and its files: cut and ordered by the address, the same rows in each form.</summary>
public abstract class RankingFileTests<T>(TestSite<T> site) where T : TestDatabase, new()
{
    [Theory]
    [InlineData("2023/kabupaten-kota", "?provinsi=16")]
    [InlineData("2023/kabupaten-kota", "?provinsi=16&zona=kuning")]
    [InlineData("2023/kabupaten-kota", "?provinsi=16&hasil=B&urut=nama")]
    [InlineData("2022/kabupaten-kota", "?provinsi=12&urut=nilai&arah=naik")]
    [InlineData("2024/kabupaten", "?urut=perubahan")]
    [InlineData("2022/provinsi", "?urut=nama&arah=turun")]
    [InlineData("2021/kabupaten", "?hasil=tinggi&urut=provinsi")]
    [InlineData("2024/semua", "")]
    public async Task Csv_and_json_hold_exactly_what_the_page_shows(string list, string query)
    {
        var page = await site.Page($"/peringkat/{list}{query}");
        var shown = page.QuerySelectorAll("main table.stack tbody tr").Select(r => (Name: r.QuerySelector("th")!.TextContent.Trim(), Score: r.QuerySelector(".score")?.TextContent.Trim().Replace(',', '.') ?? "")).ToList();
        Assert.NotEmpty(shown);
        var csv = (await site.Http.GetStringAsync($"/peringkat/{list}.csv{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("rank,of,agency,name,class,province,year,score,category,opinion,predicate,zone,change,change_since,published_rank,published_rank_scope,said_by,source,source_url,contested,site", csv[0]);
        Assert.Equal(shown, csv.Skip(1).Select(l => l.Split(',')).Select(c => (c[3], c[7])));
        Assert.All(csv.Skip(1), l => Assert.Contains("bukan situs Ombudsman RI", l, StringComparison.Ordinal));
        var json = JsonNode.Parse(await site.Http.GetStringAsync($"/peringkat/{list}.json{query}"))!;
        Assert.Equal(shown, json["rows"]!.AsArray().Select(r => ((string)r!["name"]!, (string?)r["score"] ?? "")));
        Assert.Contains("bukan situs Ombudsman RI", (string)json["site"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_follows_the_address()
    {
        Assert.Equal(["Kabupaten Penukal Abab Lematang Ilir", "Kabupaten Ogan Komering Ulu Selatan"], (await Names("2023/kabupaten-kota?provinsi=16&arah=naik")).Take(2));
        Assert.Equal(["Kota Prabumulih", "Kota Palembang"], (await Names("2023/kabupaten-kota?provinsi=16&urut=nama&arah=turun")).Take(2));
        Assert.All(await Zones("2023/kabupaten-kota?provinsi=16&zona=kuning"), z => Assert.Contains("kuning", z, StringComparison.Ordinal));

        async Task<IEnumerable<string>> Names(string path) => (await site.Page("/peringkat/" + path)).QuerySelectorAll("main table.stack tbody th").Select(t => t.TextContent.Trim());

        async Task<IEnumerable<string>> Zones(string path) => (await site.Page("/peringkat/" + path)).QuerySelectorAll("main table.stack .zone").Select(t => t.TextContent);
    }

    [Fact]
    public async Task A_column_that_orders_says_so_and_turns_round()
    {
        var page = await site.Page("/peringkat/2023/kabupaten-kota?provinsi=16");
        var score = page.QuerySelector("th[aria-sort]")!;
        Assert.Equal("descending", score.GetAttribute("aria-sort"));
        var turned = await site.Page(score.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("ascending", turned.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal("16", turned.QuerySelector("#provinsi option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Changes_stand_only_where_the_method_allows_them()
    {
        var bridged = await site.Page("/en/peringkat/2023/kota");
        Assert.Contains("needs care", bridged.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(bridged.QuerySelectorAll("main td"), d => d.TextContent.Trim() == "+3.07");
        // 2021 and 2022 are two methods
        Assert.DoesNotContain("Since 2021", (await site.Page("/en/peringkat/2022/kota")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_not_assessed_stands_apart_with_the_reason()
    {
        var page = await site.Page("/peringkat/2022/kabupaten");
        var heading = page.QuerySelectorAll("main h2").Single(h => h.TextContent == "Tidak dinilai");
        Assert.Contains("Kabupaten Puncak: alasan keamanan", heading.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Kabupaten Puncak", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?urut=apa", 400)]
    [InlineData("?arah=kiri", 400)]
    [InlineData("?zona=biru", 400)]
    [InlineData("?hasil=Z", 400)]
    [InlineData("?provinsi=99", 400)]
    [InlineData("?zona=%3Cscript%3E", 400)]
    public async Task A_view_that_cannot_be_meant_is_refused_on_the_page_and_in_the_files(string query, int status)
    {
        foreach (var form in (string[])["", ".csv", ".json"])
        {
            using var response = await site.Http.GetAsync($"/peringkat/2023/kota{form}{query}");
            Assert.Equal(status, (int)response.StatusCode);
            Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/peringkat/2020/kota.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/peringkat/2023/desa.json")).StatusCode);
    }

    [Fact]
    public async Task A_journalist_reaches_the_csv_of_a_province_from_the_front_page_in_three_actions_and_a_citation_with_it()
    {
        var home = await site.Page("/");
        var tile = home.QuerySelectorAll(".tiles a").Single(a => a.GetAttribute("aria-label")!.Contains("Sumatera Selatan", StringComparison.Ordinal)).GetAttribute("href")!;
        var province = await site.Page(tile.Split('?')[0]);
        var csv = await site.Http.GetStringAsync(province.QuerySelector("a[download]")!.GetAttribute("href")!);
        var list = await site.Page(province.QuerySelectorAll("main a").First(a => a.TextContent.StartsWith("Daftar dengan sumber", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal(18, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var cite = list.QuerySelector(".cite")!.TextContent;
        Assert.Contains("Sumatera Selatan", cite, StringComparison.Ordinal);
        Assert.Contains(site.Address + "/peringkat/2023/kabupaten-kota?provinsi=16", cite, StringComparison.Ordinal);
    }
}
