using System.Net;
using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

public sealed class SqliteSearchTests(SqliteSite site) : SearchTests<SqliteDatabase>(site), IClassFixture<SqliteSite>;

public sealed class PostgresSearchTests(PostgresSite site) : SearchTests<PostgresDatabase>(site), IClassFixture<PostgresSite>;

public abstract class SearchTests<T>(TestSite<T> site) where T : TestDatabase, new()
{
    [Theory]
    [InlineData("Lubuk Linggau", "kota-lubuk-linggau")]
    [InlineData("lubuklinggau", "kota-lubuk-linggau")]
    [InlineData("LUBUKLINGGAU ", "kota-lubuk-linggau")]
    [InlineData("OKUT", "kabupaten-ogan-komering-ulu-timur")]
    [InlineData("Muba", "kabupaten-musi-banyuasin")]
    [InlineData("kab muba", "kabupaten-musi-banyuasin")]
    [InlineData("Kab. Lebong", "kabupaten-lebong")]
    [InlineData("kota bengkulu", "kota-bengkulu")]
    [InlineData("kota jogja", "kota-yogyakarta")]
    [InlineData("solo", "kota-surakarta")]
    [InlineData("lebong 2023", "kabupaten-lebong#tahun-2023")]
    [InlineData("lebong bengkulu", "kabupaten-lebong")]
    [InlineData("bengkulu lebong", "kabupaten-lebong")]
    [InlineData("kabupaten lebong bengkulu", "kabupaten-lebong")]
    [InlineData("pemerintah kabupaten lebong", "kabupaten-lebong")]
    [InlineData("Pemkab Lebong", "kabupaten-lebong")]
    [InlineData("bengkulu kota", "kota-bengkulu")]
    [InlineData("kota palembang sumatera selatan", "kota-palembang")]
    [InlineData("lima puluh kota", "kabupaten-lima-puluh-kota")]
    [InlineData("jakarta selatan", "kota-administrasi-jakarta-selatan")]
    [InlineData("tangsel", "kota-tangerang-selatan")]
    [InlineData("Curup", "kabupaten-rejang-lebong")]
    [InlineData("Sekayu", "kabupaten-musi-banyuasin")]
    [InlineData("Baturaja", "kabupaten-ogan-komering-ulu")]
    [InlineData("Kemlu", "kementerian-luar-negeri")]
    [InlineData("polres binjai", "polres-binjai")]
    public async Task A_name_as_people_write_it_leads_straight_to_the_agency(string query, string id)
    {
        using var response = await site.Http.GetAsync("/en/cari?q=" + Uri.EscapeDataString(query));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/en/instansi/" + id, response.Headers.Location!.ToString());
        Assert.True((await site.Http.GetAsync(response.Headers.Location)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("sumsel", "sumatera-selatan")]
    [InlineData("Sumatera Selatan 2022", "sumatera-selatan?tahun=2022")]
    [InlineData("south sumatra", "sumatera-selatan")]
    [InlineData("West Java 2024", "jawa-barat?tahun=2024")]
    [InlineData("provinsi jawa tengah", "jawa-tengah")]
    public async Task The_name_of_a_province_leads_to_its_page_with_all_that_is_in_it(string query, string slug)
    {
        using var response = await site.Http.GetAsync("/cari?q=" + Uri.EscapeDataString(query));
        Assert.Equal("/provinsi/" + slug, response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_year_alone_leads_to_its_lists_and_a_year_without_assessment_says_why()
    {
        using var response = await site.Http.GetAsync("/cari?q=2022");
        Assert.Equal("/peringkat/2022/semua", response.Headers.Location!.ToString());
        var page = await site.Page("/cari?q=lebong+2020");
        Assert.Contains("Tidak ada penilaian pada 2020", page.QuerySelector("main .tell")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".found a[href='/instansi/kabupaten-lebong']"));
    }

    [Theory]
    [InlineData("kementerian agama")]
    [InlineData("baturajja")]
    public async Task A_name_of_another_class_or_far_from_the_words_is_not_offered(string query)
    {
        var page = await site.Page("/cari?q=" + Uri.EscapeDataString(query));
        Assert.DoesNotContain(page.QuerySelectorAll(".found a"), a => a.TextContent is "Kabupaten Agam" or "Kabupaten Batu Bara");
    }

    [Fact]
    public async Task Whoever_asks_for_practice_or_for_what_is_not_here_is_told_so()
    {
        var practice = (await site.Page("/cari?q=latihan")).QuerySelector("main")!;
        Assert.DoesNotContain("Tidak ada", practice.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tidak ada kementerian dengan nama itu", (await site.Page("/cari?q=kementerian+agama")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await site.Page("/cari?q=simulasi")).QuerySelector("main a[href='/latihan']"));
        Assert.Contains("Tidak ada kepolisian resor", (await site.Page("/cari?q=polres+lebong")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bengklu", "Provinsi Bengkulu")]
    [InlineData("bengkulu", "Kota Bengkulu")]
    [InlineData("musi", "Kabupaten Musi Rawas Utara")]
    [InlineData("timur oku", "Kabupaten Ogan Komering Ulu Timur")]
    [InlineData("sawahluntoo", "Kota Sawahlunto")]
    [InlineData("lubuk lingau", "Kota Lubuk Linggau")]
    public async Task A_name_that_fits_several_or_is_misspelt_is_offered(string query, string offered)
    {
        var page = await site.Page("/cari?q=" + Uri.EscapeDataString(query));
        Assert.Contains(page.QuerySelectorAll(".found a"), a => a.TextContent == offered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("zzzzzz")]
    [InlineData("💥")]
    [InlineData("%")]
    [InlineData("' or 1=1 --")]
    [InlineData("\u202Eunilegnab")]
    [InlineData("<script>alert(1)</script>")]
    public async Task What_is_not_found_gets_a_way_on(string query)
    {
        var page = await site.Page("/cari?q=" + Uri.EscapeDataString(query));
        Assert.Empty(page.QuerySelectorAll(".found a, script"));
        Assert.Equal(38, page.QuerySelectorAll(".empty .links a").Length);
        Assert.Equal(query.Trim(), page.QuerySelector("#cari")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_query_of_ten_thousand_letters_is_refused_kindly()
    {
        using var response = await site.Http.GetAsync("/cari?q=" + new string('a', 7000));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("paling banyak 100 huruf", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var longer = await site.Http.GetAsync("/api/v1/agencies?q=" + new string('a', 7000));
        Assert.Equal(HttpStatusCode.BadRequest, longer.StatusCode);
        Assert.Equal("application/problem+json", longer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Half_a_surrogate_breaks_nothing()
    {
        using var response = await site.Http.GetAsync("/cari?q=a%F0%9F%98%80%ED%A0%BD" + new string('b', 98));
        Assert.True((int)response.StatusCode < 500);
    }
}
