using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

/// <summary>What a province's page says where little is known.</summary>
public sealed class ProvincePageTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    [Fact]
    public async Task Scores_of_police_resorts_are_not_counted_as_those_of_regencies()
    {
        var page = await site.Page("/provinsi/sumatera-selatan?tahun=2022");
        Assert.Equal("17 polres", page.QuerySelector(".links a[aria-current] + .count")!.TextContent);
        Assert.Contains("17 nilai kepolisian resor", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#polres", page.QuerySelector("main .tell a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById("polres"));
    }

    [Theory]
    [InlineData("papua-barat-daya", 2021, "8 Desember 2022", "/provinsi/papua-barat?tahun=2021")]
    [InlineData("papua-selatan", 2022, "25 Juli 2022", "/provinsi/papua?tahun=2022")]
    public async Task A_province_that_was_not_founded_yet_says_so_and_leads_to_what_it_was_a_part_of(string slug, int year, string founded, string before)
    {
        var page = await site.Page($"/provinsi/{slug}?tahun={year}");
        Assert.Contains($"belum berdiri pada {year}", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(founded, page.QuerySelector("main .empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, page.QuerySelector("main .empty a")!.GetAttribute("href"));
        Assert.DoesNotContain("Belum ada nilai", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("belum menjadi provinsi pada 2021", (await site.Page("/?tahun=2021")).QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("putus-putus", (await site.Page("/?tahun=2024")).QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rank_that_was_announced_is_called_so_where_the_list_is_not_whole()
    {
        var page = await site.Page("/provinsi/sumatera-selatan?tahun=2024");
        Assert.Equal("Peringkat diumumkan", page.QuerySelector("main thead th")!.TextContent);
        Assert.Equal("Peringkat", (await site.Page("/provinsi/sumatera-selatan?tahun=2023")).QuerySelector("main table.slim thead th")!.TextContent);
        Assert.EndsWith("peringkat 1 di Sumatera Selatan menurut pengumuman", (await site.Page("/instansi/kota-lubuk-linggau")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }
}
