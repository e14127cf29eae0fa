using System.Net;
using Patuh.Tests.Support;

namespace Patuh.Tests.Web;

/// <summary>The database goes away while people read.</summary>
public sealed class BrokenDatabaseTests
{
    [Fact]
    public async Task What_was_read_before_is_still_served_and_the_rest_says_that_something_is_wrong()
    {
        using var site = new PostgresSite();
        using var before = await site.Http.GetAsync("/peringkat/2023/kota");
        site.Database.Dispose();
        using var kept = await site.Http.GetAsync("/peringkat/2023/kota");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(await before.Content.ReadAsStringAsync(), await kept.Content.ReadAsStringAsync());
        using var page = await site.Http.GetAsync("/instansi/kota-medan");
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        var text = await page.Content.ReadAsStringAsync();
        Assert.Contains("Terjadi gangguan", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        using var api = await site.Http.GetAsync("/api/v1/agencies/kota-medan");
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (api.StatusCode, api.Content.Headers.ContentType!.MediaType));
        using var ready = await site.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.True((await site.Http.GetAsync("/health/live")).IsSuccessStatusCode);
    }
}
