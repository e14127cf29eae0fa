using System.Net;
using Microsoft.EntityFrameworkCore;
using Patuh.Results.ErrorReports;
using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

public sealed class SqliteErrorReportTests : ErrorReportTests<SqliteDatabase, SqliteSite>;

public sealed class PostgresErrorReportTests : ErrorReportTests<PostgresDatabase, PostgresSite>;

/// <summary>The one form of the public face; each test has a site of its own, for what may be sent is counted.</summary>
public abstract class ErrorReportTests<TDatabase, TSite> : IDisposable where TDatabase : TestDatabase, new() where TSite : TestSite<TDatabase>, new()
{
    private readonly TSite site = new();

    private Task<HttpResponseMessage> Send(params (string Key, string Value)[] fields) =>
        site.Http.PostAsync("/en/lapor-kesalahan", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    private List<ErrorReportRow> Kept()
    {
        using var db = site.Database.Open();
        return [.. db.Set<ErrorReportRow>().AsNoTracking()];
    }

    [Fact]
    public async Task A_report_is_kept_with_what_it_is_about_and_the_reader_gets_its_number()
    {
        var page = await site.Page("/en/lapor-kesalahan?instansi=kabupaten-lebong&tahun=2023&jenis=score");
        Assert.Contains("Kabupaten Lebong, 2023", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[name=__RequestVerificationToken]"));
        using var response = await Send(("instansi", "kabupaten-lebong"), ("tahun", "2023"), ("jenis", "score"), ("pesan", "Seharusnya 92,15\r\nlihat koran"), ("kontak", "budi@example.org"));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        var report = Assert.Single(Kept());
        Assert.Equal(("kabupaten-lebong", 2023, "score", "Seharusnya 92,15\nlihat koran", (string?)null, "budi@example.org"), (report.AgencyId, report.Year, report.Kind, report.Message, report.Source, report.Contact));
        var thanks = await site.Page(response.Headers.Location!.ToString());
        Assert.Contains(report.Number, thanks.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("by this number your report is found again", thanks.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAKE-9999")]
    [InlineData("2345-6789")]
    [InlineData("x")]
    public async Task A_number_that_no_report_has_is_no_receipt(string number)
    {
        using var response = await site.Http.GetAsync("/lapor-kesalahan?nomor=" + number);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.Equal("Tidak ada laporan dengan nomor itu", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("textarea[name=pesan]"));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        using var response = await Send(("pesan", ""), ("sumber", new string('x', 301)), ("kontak", "a\u0007b"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.Equal(["#pesan", "#sumber", "#kontak"], page.QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")).OrderBy(h => Array.IndexOf(["#pesan", "#sumber", "#kontak"], h)));
        Assert.Equal(301, page.GetElementById("sumber")!.GetAttribute("value")!.Length);
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task A_form_sent_from_another_site_or_by_a_robot_is_not_kept()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/lapor-kesalahan") { Content = new FormUrlEncodedContent([KeyValuePair.Create("pesan", "x")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.SendAsync(request)).StatusCode);
        using var robot = await Send(("pesan", "buy"), ("situs", "http://spam.example"));
        Assert.Equal(HttpStatusCode.Redirect, robot.StatusCode);
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task Markup_in_a_report_is_text_and_what_it_is_about_need_not_be_known()
    {
        using var response = await Send(("instansi", "no-such"), ("tahun", "2020"), ("jenis", "<b>"), ("pesan", "<script>alert(1)</script> '; drop table claim; --"));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var report = Assert.Single(Kept());
        Assert.Equal((null, null, null, "<script>alert(1)</script> '; drop table claim; --"), (report.AgencyId, report.Year, report.Kind, report.Message));
    }

    [Fact]
    public async Task Who_sends_too_many_is_asked_to_wait_and_may_still_read()
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.SeeOther, (await Send(("pesan", $"ke-{i}"))).StatusCode);
        using var refused = await Send(("pesan", "lagi"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(10, Kept().Count);
        Assert.True((await site.Http.GetAsync("/lapor-kesalahan")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_operator_lists_reports_and_deletes_what_is_dealt_with()
    {
        await Send(("instansi", "kabupaten-lebong"), ("tahun", "2023"), ("pesan", "satu, \"dua\"\ntiga"));
        var number = Kept().Single().Number;
        var listed = TheProgram.TryWith("", site.Database.Text, "reports");
        Assert.Equal(0, listed.Status);
        Assert.StartsWith("number,sent_at,agency,year,kind,message,source,contact\n" + number, listed.Output, StringComparison.Ordinal);
        Assert.Contains("kabupaten-lebong,2023,,\"satu, \"\"dua\"\"\ntiga\",,", listed.Output, StringComparison.Ordinal);
        Assert.Equal(2, TheProgram.TryWith("", site.Database.Text, "reports", "--done", "XXXX-XXXX").Status);
        Assert.Equal(0, TheProgram.TryWith("", site.Database.Text, "reports", "--done", number).Status);
        Assert.Empty(Kept());
    }

    public void Dispose()
    {
        site.Dispose();
        GC.SuppressFinalize(this);
    }
}
