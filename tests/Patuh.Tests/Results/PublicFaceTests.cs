using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

public sealed class SqlitePublicFaceTests(SqliteSite site) : PublicFaceTests<SqliteDatabase>(site), IClassFixture<SqliteSite>;

public sealed class PostgresPublicFaceTests(PostgresSite site) : PublicFaceTests<PostgresDatabase>(site), IClassFixture<PostgresSite>;

public abstract class PublicFaceTests<T>(TestSite<T> site) where T : TestDatabase, new()
{
    [Fact]
    public async Task The_front_page_shows_a_year_at_a_glance_and_what_changed_where_it_may_be_compared()
    {
        var page = await site.Page("/en");
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("2024: 494 of 587 agencies in the green zone", text, StringComparison.Ordinal);
        Assert.Contains("+80", text, StringComparison.Ordinal);
        Assert.Contains("−16", text, StringComparison.Ordinal);
        Assert.Equal(38, page.QuerySelectorAll(".tiles a").Length);
        Assert.Equal(10, page.QuerySelectorAll(".tiles .worth").Length);
        Assert.Equal(38, page.QuerySelectorAll("figure.chart tbody tr").Length);
        // four provinces of Papua were founded in 2022
        Assert.Equal(4, (await site.Page("/?tahun=2022")).QuerySelectorAll(".tiles a.absent").Length);
        Assert.Contains("2025: 310 agencies assessed", (await site.Page("/en?tahun=2025")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not compared with the year before", (await site.Page("/en?tahun=2022")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/?tahun=2020")).StatusCode);
    }

    [Fact]
    public async Task A_province_has_mean_and_spread_only_where_its_list_is_whole()
    {
        var whole = await site.Page("/en/provinsi/sumatera-utara?tahun=2022");
        Assert.Contains("Mean 72.36; from 45.16 to 91.99", whole.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(33, whole.QuerySelectorAll(".spread circle").Length);
        var part = await site.Page("/en/provinsi/jawa-timur?tahun=2022");
        Assert.DoesNotContain("Mean", part.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(part.QuerySelectorAll(".spread"));
        Assert.Contains("not whole", part.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // a place among those in the green zone is none among all of the province
        Assert.Equal("Agency", part.QuerySelector("main table.slim thead th")!.TextContent);
        // police resorts of that province: 19 of 28 are known
        Assert.Contains("(19 of 28)", whole.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_top_ten_is_of_a_whole_list_or_of_all_published_ranks_and_of_nothing_else()
    {
        var announced = await site.Page("/en/sepuluh-besar/2024/provinsi");
        Assert.Equal(10, announced.QuerySelectorAll(".ten tbody tr").Length);
        Assert.Contains("Ranks as published", announced.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("9", announced.QuerySelectorAll(".ten tbody tr").Single(r => r.TextContent.Contains("Kalimantan Selatan", StringComparison.Ordinal)).Children[0].TextContent);
        var computed = await site.Page("/en/sepuluh-besar/2023/kabupaten-kota?provinsi=17");
        Assert.Contains("whole list of 10", computed.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await site.Page("/en/sepuluh-besar/2024/kabupaten")).QuerySelectorAll(".ten"));
        var index = await site.Page("/en/sepuluh-besar");
        Assert.Equal("The top ten of 2024", index.QuerySelector("h1")!.TextContent);
        // all six of Papua Barat Daya are known, though nobody published a list
        Assert.Equal(["Provinces", "Papua Barat Daya"], index.QuerySelectorAll("main h2 + ul a").Select(a => a.TextContent));
        var before = (await site.Page("/en/sepuluh-besar?tahun=2022")).QuerySelectorAll("main h2 + ul a").Select(a => a.GetAttribute("href"));
        Assert.Contains("/en/sepuluh-besar/2022/polres?provinsi=16", before);
        Assert.Contains("/en/sepuluh-besar/2022/kabupaten-kota?provinsi=12", before);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/sepuluh-besar?tahun=2020")).StatusCode);
    }

    [Fact]
    public async Task Two_to_five_agencies_stand_side_by_side_and_are_added_by_name()
    {
        var page = await site.Page("/banding?i=kabupaten-lebong&i=kota-lubuk-linggau");
        Assert.Equal(2, page.QuerySelectorAll(".compare thead th").Length - 1);
        using var added = await site.Http.GetAsync("/banding?i=kabupaten-lebong&tambah=muba");
        Assert.Equal("/banding?i=kabupaten-lebong&i=kabupaten-musi-banyuasin", added.Headers.Location!.ToString());
        var choice = await site.Page("/banding?i=kabupaten-lebong&tambah=bengkulu");
        Assert.Contains(choice.QuerySelectorAll("main li a"), a => a.GetAttribute("href") == "/banding?i=kabupaten-lebong&i=kota-bengkulu");
        var six = string.Join('&', Enumerable.Range(1, 6).Select(n => $"i=x{n}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/banding?" + six)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/banding?i=%3Cb%3E")).StatusCode);
    }

    [Theory]
    [InlineData("tahun=2024&nilai=87,05", "87.05", "0.95 short of A")]
    [InlineData("tahun=2024&nilai=87.995", "88.00", "highest")]
    [InlineData("tahun=2024&unit=99,03+98,99+98,63+98,56+98,24+98,11", "98.59", "highest")]
    [InlineData("tahun=2024&d-input=100&d-process=100&d-output=100&d-complaints=0", "78.46", "9.54 short of A")]
    [InlineData("tahun=2015&nilai=60", "60.00", "1.00 short of high")]
    public async Task The_calculator_says_score_words_and_the_distance_to_the_next(string query, string score, string distance)
    {
        var page = await site.Page("/en/hitung?" + query);
        Assert.Equal(score, page.QuerySelector(".big")!.TextContent);
        Assert.Contains(distance, page.QuerySelector(".says")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nilai=abc", "nilai")]
    [InlineData("nilai=", "nilai")]
    [InlineData("nilai=88&unit=80", "nilai")]
    [InlineData("nilai=NaN", "nilai")]
    [InlineData("nilai=1e99", "nilai")]
    [InlineData("nilai=-1", "nilai")]
    [InlineData("nilai=100.01", "nilai")]
    [InlineData("tahun=2024&d-input=50", "d-process")]
    [InlineData("tahun=2024&unit=88+x", "unit")]
    public async Task The_calculator_says_what_is_wrong_at_its_field_and_keeps_what_was_typed(string query, string field)
    {
        using var response = await site.Http.GetAsync("/hitung?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.NotNull(page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
        Assert.Equal($"{field}-error", page.GetElementById(field)!.GetAttribute("aria-describedby")!.Split(' ')[^1]);
        var first = query.Split('&').Last().Split('=');
        Assert.Contains(first[1].Replace('+', ' '), page.GetElementById(first[0])!.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_leaves_as_a_data_package_whose_hashes_hold_and_which_says_whose_it_is()
    {
        using var zip = new ZipArchive(new MemoryStream(await site.Http.GetByteArrayAsync("/data/2023.zip")));
        var descriptor = JsonNode.Parse(Read("datapackage.json"))!;
        Assert.Contains("not a site of Ombudsman RI", (string)descriptor["description"]!, StringComparison.Ordinal);
        foreach (var resource in descriptor["resources"]!.AsArray())
        {
            var bytes = Read((string)resource!["path"]!);
            Assert.Equal((string)resource["hash"]!, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var columns = System.Text.Encoding.UTF8.GetString(bytes).Split('\n')[0].Split(',');
            Assert.Equal(resource["schema"]!["fields"]!.AsArray().Select(f => (string)f!["name"]!), columns);
        }
        Assert.Equal(Read("results.csv"), await site.Http.GetByteArrayAsync("/data/2023.csv"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/data/2020.zip")).StatusCode);

        byte[] Read(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            return buffer.ToArray();
        }
    }

    [Fact]
    public async Task Milestones_are_computed_where_the_years_are_known_and_otherwise_somebodys_claim()
    {
        var lebong = (await site.Page("/en/instansi/kabupaten-lebong")).QuerySelectorAll(".steps li").Select(l => l.TextContent).ToList();
        Assert.Contains(lebong, l => l.Contains("3 years in a row in the green zone (2022–2024)", StringComparison.Ordinal));
        var okut = (await site.Page("/en/instansi/kabupaten-ogan-komering-ulu-timur")).QuerySelectorAll(".steps li");
        Assert.Contains(okut, l => l.ClassName == "claimed" && l.TextContent.Contains("first time", StringComparison.Ordinal) && l.TextContent.Contains("the regent", StringComparison.Ordinal));
        Assert.DoesNotContain(okut, l => l.ClassName != "claimed" && l.TextContent.Contains("first time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_neighbours_in_the_ranking_stand_on_the_agencys_page()
    {
        var page = await site.Page("/en/instansi/kabupaten-musi-banyuasin");
        var rows = page.QuerySelectorAll(".two tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent.Trim(), r.ClassName)).ToList();
        Assert.Contains(("4", "Kabupaten Musi Banyuasin", "here"), rows);
        Assert.Contains(rows, r => r is ("3", "Kota Palembang", _));
    }

    [Fact]
    public async Task Every_page_says_whose_site_it_is()
    {
        foreach (var path in (string[])["/", "/peringkat/2023/kota", "/instansi/kota-sorong", "/data", "/latihan", "/nothing", "/lapor-kesalahan"])
        {
            var html = await (await site.Http.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.Contains("Ini bukan situs Ombudsman RI", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_has_a_page_already_is_told_so_and_a_new_version_of_the_data_is_a_new_page()
    {
        using var first = await site.Http.GetAsync("/peringkat/2023/kota");
        var request = new HttpRequestMessage(HttpMethod.Get, "/peringkat/2023/kota");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await site.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("", await again.Content.ReadAsStringAsync());
        using var missing = await site.Http.GetAsync("/nothing");
        Assert.Null(missing.Headers.ETag);
        Assert.Contains("no-store", missing.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_engines_are_told_what_is_here_and_that_practice_is_not_theirs()
    {
        Assert.Contains("Disallow: /latihan", await site.Http.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
        var map = await site.Http.GetStringAsync("/sitemap.xml");
        Assert.Contains("/en/instansi/kabupaten-lebong<", map, StringComparison.Ordinal);
        Assert.DoesNotContain("latihan", map, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_three_largest_losses_of_a_simulated_agency_stand_first_on_its_page()
    {
        var page = await site.Page("/en/latihan/1/instansi/a00020");
        Assert.StartsWith("Where points were lost", page.QuerySelectorAll("main h2")[0].TextContent, StringComparison.Ordinal);
        var lost = page.QuerySelectorAll(".two table")[0].QuerySelectorAll("tbody .figure").Select(f => decimal.Parse(f.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(lost.OrderDescending(), lost);
        Assert.True(lost.Count >= 3 && lost[0] > 0);
        var petals = page.QuerySelector(".answer .petals")!;
        Assert.Equal(8, petals.QuerySelectorAll("path").Length);
    }

    [Fact]
    public async Task Simulated_agencies_are_compared_dimension_by_dimension()
    {
        var page = await site.Page("/en/latihan/1/banding?i=a00020&i=a00033");
        var rows = page.QuerySelectorAll(".compare tbody tr").Select(r => r.Children[0].TextContent).ToList();
        Assert.Equal(["Score", "Rank", "Input", "Process", "Output", "Complaints"], rows);
        Assert.Equal(2, page.QuerySelectorAll(".compare .petals").Length);
        using var added = await site.Http.GetAsync("/latihan/1/banding?i=a00020&tambah=a00033");
        Assert.Equal("/latihan/1/banding?i=a00020&i=a00033", added.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/latihan/1/banding?i=nobody")).StatusCode);
    }

    [Fact]
    public async Task A_method_says_what_changed_and_gives_an_example_to_redo()
    {
        var page = await site.Page("/en/metode/ombudsman-2023");
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("What changed since 2022", text, StringComparison.Ordinal);
        Assert.Contains("New: ", text, StringComparison.Ordinal);
        // 95 x 21.85 + 85 x 32.37 + 75 x 24.24 + 65 x 21.54 = 8045.3, divided by 100
        Assert.Contains("8045.3 ÷ 100", text.Replace("8045.30", "8045.3", StringComparison.Ordinal).Replace("100.00", "100", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("80.45", text, StringComparison.Ordinal);
        Assert.Contains("Not comparable", (await site.Page("/en/metode/ombudsman-2022")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("worked example", (await site.Page("/en/metode/ombudsman-2018")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
