using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

/// <summary>Invented figures on their pages: whoever sees a part of one sees that it is a simulation.</summary>
public sealed class PracticePageTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    [Theory]
    [InlineData("/latihan/1")]
    [InlineData("/latihan/1/instansi/a00020")]
    [InlineData("/latihan/1/banding?i=a00020&i=a00033")]
    public async Task Simulated_figures_are_marked_in_the_title_the_heading_each_table_and_a_strip_that_stays(string path)
    {
        foreach (var (prefix, word) in ((string, string)[])[("", "imulasi"), ("/en", "imulat")])
        {
            var page = await site.Page(prefix + path);
            Assert.Contains(word, page.Title, StringComparison.Ordinal);
            Assert.Contains(word, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            Assert.All(page.QuerySelectorAll("main table"), t => Assert.Contains(word, t.QuerySelector("caption")!.TextContent, StringComparison.Ordinal));
            Assert.Equal("simulated", page.DocumentElement.ClassName);
            Assert.NotNull(page.QuerySelector("body > .strip"));
        }
        Assert.Null((await site.Page("/")).QuerySelector(".strip"));
    }

    [Fact]
    public async Task The_largest_losses_are_a_sentence_and_the_fraction_is_folded_away()
    {
        var page = await site.Page("/latihan/1/instansi/a00020");
        Assert.Matches(@"^Tiga kehilangan terbesar: .+ \d+,\d\d; .+ \d+,\d\d; .+ \d+,\d\d poin\.$", page.QuerySelector("h1 + .lead")!.TextContent);
        Assert.Contains("/", page.QuerySelector(".answer details code")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_one_in_the_simulation()
    {
        var ranking = await site.Page("/latihan/1");
        var best = await site.Page(ranking.QuerySelector("main tbody th a")!.GetAttribute("href")!);
        Assert.Contains(best.QuerySelectorAll(".says p"), p => p.TextContent.StartsWith("Dalam simulasi: ", StringComparison.Ordinal));
    }
}
