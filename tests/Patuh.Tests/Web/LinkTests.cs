using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Patuh.Tests.Support;

namespace Patuh.Tests.Web;

/// <summary>Follows every link of the site, from the front page to the end, in both languages.</summary>
public sealed partial class LinkTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    [Fact]
    public async Task No_link_of_any_page_is_dead()
    {
        var seen = new ConcurrentDictionary<string, HttpStatusCode>();
        string[] wave = ["/", "/en", "/_ui", "/latihan"];
        while (wave.Length > 0)
        {
            var next = new ConcurrentDictionary<string, bool>();
            await Parallel.ForEachAsync(wave, async (path, cancel) =>
            {
                using var response = await site.Http.GetAsync(path, cancel);
                seen[path] = response.StatusCode;
                if (response.Content.Headers.ContentType?.MediaType != "text/html")
                    return;
                foreach (Match link in Href().Matches(await response.Content.ReadAsStringAsync(cancel)))
                    if (WebUtility.HtmlDecode(link.Groups[1].Value) is var target && target.StartsWith('/') && !AgainTheSame().IsMatch(target))
                        next[target] = true;
            });
            wave = [.. next.Keys.Where(p => !seen.ContainsKey(p))];
        }
        // what leads on (a search with one hit) is followed by the reader
        Assert.Empty(seen.Where(p => p.Value is not (HttpStatusCode.OK or HttpStatusCode.Redirect)).Select(p => $"{p.Key}: {p.Value}"));
        Assert.True(seen.Count > 4000, $"only {seen.Count} pages were reached");
    }

    [GeneratedRegex(@"href=""([^""#]+)")]
    private static partial Regex Href();

    /// <summary>The same page in another order, or the same form about another figure.</summary>
    [GeneratedRegex(@"urut=|arah=|lapor-kesalahan\?|banding\?")]
    private static partial Regex AgainTheSame();
}
