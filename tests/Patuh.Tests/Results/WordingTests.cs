using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

/// <summary>Words that a reader without the code beside them understands, and that claim no more than is known.</summary>
public sealed class WordingTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private async Task<string> Main(string path) => (await site.Page(path)).QuerySelector("main")!.TextContent;

    [Fact]
    public async Task What_stands_only_in_an_article_without_a_link_is_said_to_be_unchecked()
    {
        var claims = (await site.Page("/instansi/kabupaten-lebong")).QuerySelectorAll(".claims li").Select(l => l.TextContent).ToList();
        Assert.Contains(claims, c => c.Contains("kata Ombudsman RI, menurut artikel berita tanpa tautan (belum dapat diperiksa)", StringComparison.Ordinal));
        // what has an address is not called so
        Assert.Contains(claims, c => c.Contains("radarlebong", StringComparison.Ordinal) && !c.Contains("diperiksa", StringComparison.Ordinal));
        Assert.Contains("says Ombudsman RI, according to a news article without a link (it cannot be checked yet)", await Main("/en/instansi/kabupaten-lebong"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task English_pages_say_zones_and_opinions_in_English_with_the_published_word_in_brackets()
    {
        var muba = await Main("/en/instansi/kabupaten-musi-banyuasin");
        Assert.Contains("Medium quality (Kualitas Sedang)", muba, StringComparison.Ordinal);
        Assert.Contains("green (hijau)", muba, StringComparison.Ordinal);
        Assert.DoesNotContain("zone hijau", muba, StringComparison.Ordinal);
        Assert.DoesNotContain("zona", await Main("/en/peringkat/2022/kabupaten"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_of_several_years_is_not_called_the_result_of_both()
    {
        Assert.Contains("metode 2023–2024 · nilai", await Main("/instansi/kabupaten-lebong"), StringComparison.Ordinal);
        var ranking = await site.Page("/peringkat/2023/kabupaten-kota?provinsi=16");
        Assert.Contains("metode 2023–2024", ranking.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("hasil 2023 (metode 2023–2024)", ranking.QuerySelector(".cite")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("metode 2025 ", await Main("/instansi/kota-palembang"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentences_are_whole_and_name_only_what_is_there()
    {
        Assert.Contains("Dimensi Input mendapat 2 indikator baru.", await Main("/metode/ombudsman-2023"), StringComparison.Ordinal);
        Assert.Contains("pertama kali berapor hijau", await Main("/instansi/kabupaten-ogan-komering-ulu-timur"), StringComparison.Ordinal);
        Assert.Empty((await site.Page("/instansi/kota-palembang")).QuerySelectorAll(".answer .dot"));
        Assert.NotEmpty((await site.Page("/instansi/kabupaten-lebong")).QuerySelectorAll(".answer .dot"));
    }

    [Theory]
    [InlineData("/data")]
    [InlineData("/peringkat/2023/kabupaten-kota?provinsi=16")]
    [InlineData("/provinsi/sumatera-selatan?tahun=2023")]
    public async Task Under_each_download_stand_the_terms_how_to_cite_and_the_columns(string path)
    {
        var links = (await site.Page(path)).QuerySelector(".terms")!.QuerySelectorAll("a").Select(a => a.GetAttribute("href"));
        var data = await site.Page("/data");
        Assert.Equal(["/data#ketentuan", "/data#kutip", "/data#kolom"], links);
        Assert.All(links, l => Assert.NotNull(data.GetElementById(l!.Split('#')[1])));
    }

    [Fact]
    public async Task The_terms_are_the_same_words_everywhere()
    {
        foreach (var path in (string[])["/data", "/tentang"])
            Assert.Contains("Angka adalah fakta dan bebas dipakai; sebutkan sumber tiap angka dan halaman ini. Nama dan kode wilayah: idn-area-data, ODbL 1.0. Jangan", await Main(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sepuluh-besar?tahun=2025")]
    [InlineData("/en/sepuluh-besar?tahun=2025")]
    public async Task Without_a_top_ten_the_nearest_year_that_has_one_is_offered_and_no_command(string path)
    {
        var empty = (await site.Page(path)).QuerySelector("main .empty")!;
        Assert.DoesNotContain("patuh", empty.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty((await site.Page(empty.QuerySelector("a")!.GetAttribute("href")!)).QuerySelectorAll("main h2 + ul a"));
    }

    [Fact]
    public async Task Comparing_with_whom_nothing_is_known_says_so_and_offers_regencies_of_that_province()
    {
        var page = await site.Page("/banding?i=kabupaten-lebong&i=provinsi-nusa-tenggara-timur");
        var empty = page.QuerySelector("main .empty")!;
        Assert.Contains("Provinsi Nusa Tenggara Timur: belum ada hasil yang kami ketahui", empty.TextContent, StringComparison.Ordinal);
        Assert.Contains(empty.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/banding?i=kabupaten-lebong&i=kabupaten-timor-tengah-utara");
        Assert.Empty((await site.Page("/banding?i=provinsi-nusa-tenggara-timur")).QuerySelectorAll("main table"));
    }
}
