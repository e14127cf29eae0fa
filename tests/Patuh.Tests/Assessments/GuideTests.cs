using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

/// <summary>The guides are pages that anybody may read, with the pictures that the browser tests took.</summary>
public sealed class GuideTests : IDisposable
{
    private readonly WorkSite<SqliteDatabase> site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("asesor", "Panduan asesor", "/kerja/panduan/instansi", 9)]
    [InlineData("instansi", "Panduan instansi", "/kerja/panduan/asesor", 8)]
    public async Task A_guide_is_read_without_an_account_and_its_pictures_and_links_are_there(string name, string title, string other, int pictures)
    {
        using var visitor = site.Visitor();
        var list = await visitor.Get("/kerja/panduan");
        Assert.Contains(title, list.Text, StringComparison.Ordinal);
        var guide = await visitor.Get(list.Page.QuerySelector($"a[href$='/{name}']")!.GetAttribute("href")!);
        Assert.Equal((200, title), (guide.Status, guide.Page.QuerySelector("h1")!.TextContent));
        Assert.Single(guide.Page.QuerySelectorAll("h1"));
        var shown = guide.Page.QuerySelectorAll(".guide img").Select(i => (Source: i.GetAttribute("src")!, Says: i.GetAttribute("alt"))).ToList();
        Assert.Equal(pictures, shown.Count);
        Assert.All(shown, i => Assert.NotEmpty(i.Says!));
        foreach (var (source, _) in shown)
        {
            using var picture = await visitor.Http.GetAsync(source);
            Assert.Equal((200, "image/png"), ((int)picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        }
        var links = guide.Page.QuerySelectorAll(".guide a[href]").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains(other, links);
        Assert.DoesNotContain(links, l => l.EndsWith(".md", StringComparison.Ordinal));
        foreach (var link in links.Where(l => !l.StartsWith('#')))
            Assert.Equal(200, (await visitor.Get(link)).Status);
    }

    [Theory]
    [InlineData("/kerja/panduan/menteri")]
    [InlineData("/kerja/panduan/gambar/lain.png")]
    [InlineData("/kerja/panduan/gambar/guide-agency.md")]
    [InlineData("/kerja/panduan/gambar/..%2f..%2fappsettings.json")]
    public async Task What_is_no_guide_and_no_picture_of_one_is_not_found(string path)
    {
        using var visitor = site.Visitor();
        Assert.Equal(404, (await visitor.Get(path)).Status);
    }
}
